package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes a sample fail: a comparison with a number, such as {@code > 5 %}, {@code >= 2000 ms} or {@code > 0.05}. Values are compared in base units: {@code %} is a hundredth of a
 * ratio, {@code ms} a thousandth of a second; a number without unit is compared as it is. Its JSON form is its text.
 */
public record Condition(Comparison comparison, BigDecimal threshold, Unit unit) {
    private static final Pattern TEXT =
            Pattern.compile("(>=|<=|==|!=|>|<)\\s{0,9}(-?\\d{1,15}(?:\\.\\d{1,15})?)\\s{0,9}(%|ms|s)?");
    private static final MathContext SHOWN = new MathContext(4);

    /** How a value is compared with the threshold. */
    public enum Comparison {
        ABOVE(">"),
        AT_LEAST(">="),
        BELOW("<"),
        AT_MOST("<="),
        EQUAL("=="),
        UNEQUAL("!=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        private static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        private boolean holds(double value, double threshold) {
            return switch (this) {
                case ABOVE -> value > threshold;
                case AT_LEAST -> value >= threshold;
                case BELOW -> value < threshold;
                case AT_MOST -> value <= threshold;
                case EQUAL -> value == threshold;
                case UNEQUAL -> value != threshold;
            };
        }
    }

    /** In what people write and read values. */
    public enum Unit {
        NONE("", 0),
        PERCENT(" %", 2),
        MILLISECONDS(" ms", 3),
        SECONDS(" s", 0);

        private final String suffix;
        private final int decimals;

        Unit(String suffix, int decimals) {
            this.suffix = suffix;
            this.decimals = decimals;
        }

        private static Unit of(String text) {
            for (Unit unit : values()) {
                if (unit.suffix.strip().equals(text)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException(text);
        }
    }

    /** @throws InvalidInputException naming the parameter {@code analysis} when the text is no condition */
    public static Condition parse(String text) throws InvalidInputException {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "analysis",
                    text,
                    "a condition that makes a sample fail, such as '> 5 %', '> 2000 ms', '>= 3' or '< 0.99'");
        }
        return new Condition(
                Comparison.of(matcher.group(1)),
                new BigDecimal(matcher.group(2)),
                Unit.of(matcher.group(3) == null ? "" : matcher.group(3)));
    }

    /** Reads the JSON form, which was checked when it was written. */
    @JsonCreator
    static Condition ofJson(String text) {
        try {
            return parse(text);
        } catch (InvalidInputException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** @param value in base units */
    boolean holds(double value) {
        return comparison.holds(value, threshold.movePointLeft(unit.decimals).doubleValue());
    }

    /** The value, given in base units, in the condition's unit with four significant digits. */
    String show(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        BigDecimal rounded =
                BigDecimal.valueOf(value).movePointRight(unit.decimals).round(SHOWN);
        return (rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString()) + unit.suffix;
    }

    @JsonValue
    @Override
    public String toString() {
        return comparison.sign + " " + threshold.toPlainString() + unit.suffix;
    }
}
