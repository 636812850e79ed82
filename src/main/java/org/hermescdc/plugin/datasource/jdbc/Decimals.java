package org.hermescdc.plugin.datasource.jdbc;

import java.math.BigDecimal;

/** What becomes of decimal numbers with a scale: the setting {@code decimals} of a source. */
enum Decimals {
    /** A float where that gives the same decimal digits back, else a string. */
    FLOAT {
        @Override
        Object value(BigDecimal number) {
            double nearest = number.doubleValue();
            return Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0
                    ? (Object) nearest
                    : number.toPlainString();
        }
    },
    /** Always a string, with the digits that the database gives. */
    STRING {
        @Override
        Object value(BigDecimal number) {
            return number.toPlainString();
        }
    };

    abstract Object value(BigDecimal number);
}
