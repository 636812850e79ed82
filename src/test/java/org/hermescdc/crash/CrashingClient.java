package org.hermescdc.crash;

import java.nio.file.Path;

/** A client in a process of its own, which ends, as by kill -9, where it is told to. */
public final class CrashingClient {

    static final int CRASHED = 99;

    private CrashingClient() {}

    /** @param arguments the folder of a {@link ClientSite}, a {@link ClientWork}, a {@link ClientStep}, at which time */
    public static void main(String[] arguments) {
        ClientStep wanted = ClientStep.valueOf(arguments[2]);
        int[] left = {Integer.parseInt(arguments[3])};
        new ClientSite(Path.of(arguments[0])).live(ClientWork.valueOf(arguments[1]), step -> {
            if (step == wanted && --left[0] == 0) {
                Runtime.getRuntime().halt(CRASHED);
            }
        });
        Runtime.getRuntime().halt(0);
    }
}
