package org.hermescdc.ops;

import picocli.CommandLine.Command;

/** {@code hermes version}. */
@Command(name = "version", description = "Print the versions of Hermes and of Java.")
final class VersionCommand extends Helped implements Runnable {

    @Override
    public void run() {
        String version = getClass().getPackage().getImplementationVersion();
        System.out.println("hermes " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version());
    }
}
