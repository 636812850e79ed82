package org.hermescdc.ops;

import java.util.List;
import java.util.Set;
import org.hermescdc.core.HermesException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The commands to running applications, as one command line. */
public final class ControlCommands {

    private ControlCommands() {}

    /** Adds the commands that an application understands: a server all, a client its own ones. */
    static CommandLine addTo(CommandLine parent, boolean server) {
        if (server) {
            parent.addSubcommand(new ControlCommand.Initsync())
                    .addSubcommand(new ControlCommand.Update())
                    .addSubcommand(new PlanCommand());
        } else {
            parent.addSubcommand(new ControlCommand.Release())
                    .addSubcommand(new ErrorsCommand())
                    .addSubcommand(new ClientPlanCommand());
        }
        return parent.addSubcommand(new ControlCommand.Pause())
                .addSubcommand(new ControlCommand.Resume())
                .addSubcommand(new ControlCommand.Quit())
                .addSubcommand(new ControlCommand.Status());
    }

    /** The commands that an application understands. */
    public static Set<String> names(Application application) {
        return line(application).getSubcommands().keySet();
    }

    private static CommandLine line(Application application) {
        return addTo(
                new CommandLine(CommandSpec.create().name(application.name() + "-cli")),
                application instanceof ServerApplication);
    }

    /** Executes on an application what has come through its socket; every mistake and failure is in the reply. */
    public static Reply answer(Application application, List<String> argv) throws InterruptedException {
        CommandLine line = line(application);
        // else an argument @FILE would show who may use the socket the files that the application may read
        line.setExpandAtFiles(false);
        try {
            ParseResult parsed = line.parseArgs(argv.toArray(String[]::new));
            ParseResult command = parsed;
            // help may be asked for at any level; below it, not even what a command requires is there
            while (command.hasSubcommand() && !command.isUsageHelpRequested()) {
                command = command.subcommand();
            }
            if (command.isUsageHelpRequested()) {
                return new Reply(ExitCode.OK, usage(command.commandSpec().commandLine()));
            }
            if (!(command.commandSpec().userObject() instanceof ControlCommand known)) {
                return new Reply(ExitCode.USAGE, "a command is missing\n" + usage(line));
            }
            return new Reply(ExitCode.OK, known.execute(application));
        } catch (ParameterException mistake) {
            return new Reply(ExitCode.USAGE, mistake.getMessage() + "\n" + usage(mistake.getCommandLine()));
        } catch (HermesException refused) {
            return new Reply(ExitCode.ERROR, refused.getMessage());
        }
    }

    private static String usage(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
