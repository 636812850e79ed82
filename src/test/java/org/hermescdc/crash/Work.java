package org.hermescdc.crash;

import org.hermescdc.HermesServer;

/** What a server is doing when it is killed. */
enum Work {
    CYCLE("a cycle") {
        @Override
        void run(HermesServer server) {
            server.start();
            server.cycle();
        }
    },
    INITSYNC("an initsync") {
        @Override
        void run(HermesServer server) {
            server.start();
            server.initsync();
        }
    },
    SCHEMA_CHANGE("a change of the data schema: one type gone, another one keyed anew") {
        @Override
        void run(HermesServer server) {
            server.start();
        }
    };

    private final String text;

    Work(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    abstract void run(HermesServer server);
}
