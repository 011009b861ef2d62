package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/** What versions are made of, and how several ecosystems compare it. */
final class Parts {
    /** Characters of a version; real ones are below a hundred. Keeps patterns quick on hostile text. */
    private static final int LONGEST = 256;

    private Parts() {}

    static boolean isBounded(String version) {
        return version.length() <= LONGEST;
    }

    static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(Parts::isDigit);
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    static boolean isLetter(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    /** Compares decimal numbers of any size; null and nothing are zero. */
    static int compareNumbers(@CheckForNull String one, @CheckForNull String other) {
        String first = withoutZeros(one);
        String second = withoutZeros(other);
        int byLength = Integer.compare(first.length(), second.length());
        return byLength != 0 ? byLength : first.compareTo(second);
    }

    /** Compares numbers from the left; missing ones are zero. */
    static int compareReleases(List<String> one, List<String> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int compared = compareNumbers(i < one.size() ? one.get(i) : null, i < other.size() ? other.get(i) : null);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** Compares identifiers from the left as Semantic Versioning does (item 11): numbers before words, the shorter before the longer. */
    static int compareIdentifiers(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int compared = compareIdentifiers(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int compareIdentifiers(String one, String other) {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? -1 : 1;
        }
        return number ? compareNumbers(one, other) : one.compareTo(other);
    }

    private static String withoutZeros(@CheckForNull String number) {
        if (number == null) {
            return "";
        }
        int start = 0;
        while (start < number.length() && number.charAt(start) == '0') {
            start++;
        }
        return number.substring(start);
    }
}
