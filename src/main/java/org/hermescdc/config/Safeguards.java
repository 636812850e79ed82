package org.hermescdc.config;

import java.util.Map;

/**
 * Limits on removals (spec/02, "Safeguards"); 0 is off.
 *
 * @param byType limits of single types, instead of the general one
 */
public record Safeguards(Limit general, Map<String, Limit> byType) {

    public static final Safeguards OFF = new Safeguards(new Limit(0, 0), Map.of());

    public Safeguards {
        byType = Map.copyOf(byType);
    }

    public Limit of(String type) {
        return byType.getOrDefault(type, general);
    }

    /** @param maxRemovedPercent of the cached entries */
    public record Limit(double maxRemovedPercent, long maxRemovedCount) {

        /** Whether the removal of so many of so many entries needs an operator's consent. */
        public boolean isExceededBy(int removed, int cached) {
            boolean tooMany = maxRemovedCount > 0 && removed > maxRemovedCount;
            boolean tooLarge = maxRemovedPercent > 0 && removed * 100.0 > maxRemovedPercent * cached;
            return tooMany || tooLarge;
        }
    }
}
