package org.hermescdc.bench;

import org.apache.camel.main.Main;

/** The least that a program on Camel Main can be. */
final class EmptyCamel {

    static final String STARTED = "started";

    private EmptyCamel() {}

    public static void main(String[] arguments) {
        Main main = new Main();
        main.start();
        System.out.println(STARTED);
    }
}
