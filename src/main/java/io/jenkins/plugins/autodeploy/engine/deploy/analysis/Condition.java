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
 * ratio, {@code ms} a thousandth of a second; a number without unit is compared as it is. {@code degradation > 20 %} is about how much worse the new version is than the old one. Its JSON
 * form is its text.
 */
public record Condition(Subject subject, Sign sign, BigDecimal threshold, Unit unit) {
    /** What a condition on the comparison of two versions begins with. */
    static final String DEGRADATION = "degradation";

    private static final Pattern TEXT = Pattern.compile(
            "(" + DEGRADATION + "\\s{1,9})?(>=|<=|==|!=|>|<)\\s{0,9}(-?\\d{1,15}(?:\\.\\d{1,15})?)\\s{0,9}(%|ms|s)?");
    private static final MathContext SHOWN = new MathContext(4);

    /** What is compared with the threshold. */
    public enum Subject {
        VALUE(""),
        /** By which share of the old version's value the new one's is higher. */
        DEGRADATION(Condition.DEGRADATION + " ");

        private final String prefix;

        Subject(String prefix) {
            this.prefix = prefix;
        }
    }

    /** How it is compared. */
    public enum Sign {
        ABOVE(">"),
        AT_LEAST(">="),
        BELOW("<"),
        AT_MOST("<="),
        EQUAL("=="),
        UNEQUAL("!=");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        private static Sign of(String text) {
            for (Sign sign : values()) {
                if (sign.text.equals(text)) {
                    return sign;
                }
            }
            throw new IllegalArgumentException(text);
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
            throw expected(
                    text,
                    "a condition that makes a sample fail, such as '> 5 %', '> 2000 ms', '>= 3', '< 0.99' or 'degradation > 20 %'");
        }
        Condition condition = new Condition(
                matcher.group(1) == null ? Subject.VALUE : Subject.DEGRADATION,
                Sign.of(matcher.group(2)),
                new BigDecimal(matcher.group(3)),
                Unit.of(matcher.group(4) == null ? "" : matcher.group(4)));
        if (!condition.makesSense()) {
            throw expected(text, "more than some share, such as 'degradation > 20 %'");
        }
        return condition;
    }

    private static InvalidInputException expected(String text, String what) {
        return new InvalidInputException("analysis", text, what);
    }

    /** A degradation is a ratio, and it is bad above some threshold. */
    private boolean makesSense() {
        boolean ratio = unit == Unit.PERCENT || unit == Unit.NONE;
        return subject == Subject.VALUE || ratio && (sign == Sign.ABOVE || sign == Sign.AT_LEAST);
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
        return sign.holds(value, threshold.movePointLeft(unit.decimals).doubleValue());
    }

    /** The value, given in base units, in the condition's unit with four significant digits. */
    String show(double value) {
        return rounded(value, unit.decimals) + (Double.isInfinite(value) ? "" : unit.suffix);
    }

    /** With four significant digits, after moving its point. */
    static String rounded(double value, int decimals) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).movePointRight(decimals).round(SHOWN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    @JsonValue
    @Override
    public String toString() {
        return subject.prefix + sign.text + " " + threshold.toPlainString() + unit.suffix;
    }
}
