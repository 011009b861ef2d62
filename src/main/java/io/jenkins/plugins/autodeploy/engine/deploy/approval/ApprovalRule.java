package io.jenkins.plugins.autodeploy.engine.deploy.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.time.WrittenDuration;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The approval that a deployment is asked to wait for.
 *
 * @param by names of users and groups; empty when everybody may decide whom the host lets
 * @param count how many people have to approve
 * @param timeout after which it ends as not approved
 * @param notSelf whether the person who started the deployment may not decide
 */
public record ApprovalRule(List<String> by, int count, Duration timeout, boolean notSelf) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofDays(1);

    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(30);
    private static final int MOST_PEOPLE = 20;
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 200;

    public ApprovalRule {
        by = by == null ? List.of() : List.copyOf(by);
    }

    /**
     * Reads a rule as people write it.
     *
     * @param by names of users and groups, separated by commas; null or empty for everybody whom the host lets
     * @param timeout a number and a unit, such as {@code 30m}; null for {@link #DEFAULT_TIMEOUT}
     * @throws InvalidInputException naming the first part that cannot be used
     */
    public static ApprovalRule of(@CheckForNull String by, int count, @CheckForNull String timeout, boolean notSelf)
            throws InvalidInputException {
        ApprovalRule rule = new ApprovalRule(names(by), count, duration(timeout), notSelf);
        rule.check();
        return rule;
    }

    /** @throws InvalidInputException naming the first part that cannot be used */
    public void check() throws InvalidInputException {
        if (by.size() > MOST_NAMES) {
            throw new InvalidInputException("approval.by", by.size() + " names", "at most " + MOST_NAMES + " names");
        }
        for (String name : by) {
            if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidInputException(
                        "approval.by", name, "names of users and groups of at most " + LONGEST_NAME + " characters");
            }
        }
        if (count < 1 || count > MOST_PEOPLE) {
            throw new InvalidInputException("approval.count", count, "a number from 1 to " + MOST_PEOPLE);
        }
        if (timeout == null || timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidInputException(
                    "approval.timeout", timeout, "more than zero and at most " + LONGEST_TIMEOUT.toDays() + "d");
        }
    }

    /** What is waited for from now on. */
    public Approval askedAt(Instant now) {
        return new Approval(by, count, notSelf, now.plus(timeout), List.of());
    }

    private static List<String> names(@CheckForNull String by) {
        return by == null
                ? List.of()
                : Arrays.stream(by.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    private static Duration duration(@CheckForNull String timeout) throws InvalidInputException {
        if (timeout == null || timeout.isBlank()) {
            return DEFAULT_TIMEOUT;
        }
        return WrittenDuration.parse("approval.timeout", timeout);
    }
}
