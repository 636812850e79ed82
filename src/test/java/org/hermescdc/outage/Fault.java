package org.hermescdc.outage;

/** What can go wrong with a system that Hermes uses. */
public enum Fault {
    REFUSED("refused, or not there"),
    HANGS("hangs"),
    DIES("dies in the middle"),
    CREDENTIALS("wrong credentials"),
    SLOW("slow"),
    SHORT("answers short");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
