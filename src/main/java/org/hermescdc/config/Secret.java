package org.hermescdc.config;

/** A text that is shown nowhere: {@code toString} masks it. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "********";
    }
}
