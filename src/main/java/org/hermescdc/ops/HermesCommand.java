package org.hermescdc.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.core.HermesException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** The command {@code hermes} and all below it. */
@Command(
        name = "hermes",
        description = "Change data capture for identity data: what changes in the sources reaches every target.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "%nExamples:",
            "  hermes validate               check the configuration files of the current directory",
            "  hermes server                 run the server",
            "  hermes client-ldap            run the client 'ldap'",
            "  hermes server-cli initsync    send the whole data, for new clients",
            "  hermes client-ldap-cli status -v",
            "%nExit codes: 0 ok, 1 error, 2 usage, 75 already running, 78 configuration."
        })
public final class HermesCommand extends Helped {

    private HermesCommand() {}

    /**
     * Runs a command line and returns its exit code ({@link ExitCode}).
     *
     * @param loader asked at most once a command
     * @param programs makes the server and the clients
     * @param more other commands, picocli's objects
     */
    public static int execute(Supplier<ConfigLoader> loader, Programs programs, List<Object> more, String... args) {
        return commandLine(new ConfigFiles(loader, programs), programs, more, clientNamed(args))
                .execute(args);
    }

    private static CommandLine commandLine(
            ConfigFiles files, Programs programs, List<Object> more, ApplicationName client) {
        CommandLine hermes = new CommandLine(new HermesCommand());
        for (ApplicationName name : List.of(ApplicationName.SERVER, client)) {
            hermes.addSubcommand(name.command(), new RunCommand(name, files, programs));
            hermes.addSubcommand(
                    name.command() + "-cli",
                    ControlCommands.addTo(
                                    new CommandLine(new ControlCli(name, files)),
                                    name.client().isEmpty())
                            .addSubcommand(CacheCommand.of(name, files, programs)));
        }
        hermes.addSubcommand(new ValidateCommand(files)).addSubcommand(new VersionCommand());
        more.forEach(hermes::addSubcommand);
        return hermes.setExecutionStrategy(HermesCommand::run)
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e))
                .setUsageHelpWidth(100);
    }

    /** The client that the command line names; NAME, for the help, where it names none. */
    private static ApplicationName clientNamed(String... args) {
        return Optional.of(args)
                .filter(given -> given.length > 0)
                .map(given -> given[0].replaceFirst("-cli$", ""))
                .flatMap(ApplicationName::parse)
                .filter(name -> name.client().isPresent())
                .orElse(ApplicationName.client("NAME"));
    }

    private static int run(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        List<CommandLine> chosen = parsed.asCommandLineList();
        CommandLine last = chosen.get(chosen.size() - 1);
        if (last.getCommand() instanceof ControlCommand) {
            return control(chosen.subList(1, chosen.size()));
        }
        if (!last.getSubcommands().isEmpty()) {
            throw new CommandLine.ParameterException(last, "a command is missing");
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** @param chosen the command of an application, and behind it what is sent to it */
    private static int control(List<CommandLine> chosen) {
        ControlCli cli = chosen.get(0).getCommand();
        CommandLine last = chosen.get(chosen.size() - 1);
        List<String> argv = new ArrayList<>();
        chosen.subList(1, chosen.size()).forEach(command -> argv.addAll(argv(command)));
        try {
            return last.<ControlCommand>getCommand().send(cli, argv);
        } catch (HermesException e) {
            throw new CommandLine.ExecutionException(last, e.getMessage(), e);
        }
    }

    /** A command as the application parses it again: its name, options and parameters, without what names the socket. */
    private static List<String> argv(CommandLine command) {
        List<String> argv = new ArrayList<>(List.of(command.getCommandName()));
        for (ArgSpec matched : command.getParseResult().matchedArgs()) {
            if (matched instanceof CommandLine.Model.OptionSpec option) {
                argv.add(option.longestName());
            }
            if (matched.arity().max() > 0) {
                argv.addAll(matched.originalStringValues());
            }
        }
        return argv;
    }

    /** What an operator can cause is told by its message alone. */
    private static int failed(Exception failure) throws Exception {
        if (!(failure instanceof HermesException)) {
            throw failure;
        }
        System.err.println(failure.getMessage());
        if (failure instanceof ConfigException) {
            return ExitCode.CONFIGURATION;
        }
        return failure instanceof AlreadyRunningException ? ExitCode.ALREADY_RUNNING : ExitCode.ERROR;
    }
}
