package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what a machine made by chance from what a person named. */
final class Randomness {
    /** Bits a character; English words are near 3, random base64 of twenty characters near 4. */
    private static final double RANDOM = 3.5;
    /** The part of the most bits that a text of its length can have, which short random texts reach. */
    private static final double RANDOM_OF_SHORT = 0.8;
    /** Random hexadecimal has at most four bits, and less when it is short. */
    private static final double RANDOM_HEXADECIMAL = 3;

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{16,}|[0-9A-F]{16,}");
    /** Letters alone are a word more often than not; from this length on, mixed case without any word in it is chance. */
    private static final int SHORTEST_WITHOUT_DIGITS = 16;
    /** The same with marks between. */
    private static final int SHORTEST_WITH_MARKS = 10;
    /** Pairs of letters fewer than this say nothing about words. */
    private static final int FEWEST_PAIRS = 6;
    /** English has nearly nine of ten pairs among {@link #COMMON_PAIRS}; chance has one of four. */
    private static final double SHARE_OF_WORDS = 0.7;
    /** Letters or digits in a row: camel case has five, random base64 two, random hexadecimal two. */
    private static final double LONGEST_MEAN_RUN = 4;
    /** A short word with a number behind it has more. */
    private static final double LONGEST_MEAN_RUN_OF_SHORT = 3;

    private static final int SHORTEST_LONG = 12;

    /** The 165 commonest of the 676 pairs of letters in English text. */
    private static final String COMMON_PAIRS =
            "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma"
                    + " si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni"
                    + " ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo"
                    + " sp rd do uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du";

    private static final boolean[] IS_COMMON = commonPairs();

    private Randomness() {}

    /** Shannon's entropy of the characters, in bits. */
    static double entropy(String text) {
        int[] counts = new int[128];
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < counts.length) {
                counts[character]++;
            } else {
                others++;
            }
        }
        double bits = information(others, text.length());
        for (int count : counts) {
            bits += information(count, text.length());
        }
        return bits;
    }

    /** Whether chance made it: characters of several kinds well mixed, and no words. */
    static boolean looksRandom(String value) {
        if (HEXADECIMAL.matcher(value).matches()) {
            return entropy(value) >= RANDOM_HEXADECIMAL && hasLettersAndMore(value);
        }
        return hasLettersAndMore(value)
                && entropy(value) >= Math.min(RANDOM, RANDOM_OF_SHORT * Math.log(value.length()) / Math.log(2))
                && meanRun(value) <= (value.length() < SHORTEST_LONG ? LONGEST_MEAN_RUN_OF_SHORT : LONGEST_MEAN_RUN)
                && !isMadeOfWords(value);
    }

    private static boolean hasLettersAndMore(String value) {
        boolean digits = value.chars().anyMatch(Character::isDigit);
        boolean marks = value.chars().anyMatch(character -> "!@#%^&*+=?~|".indexOf(character) >= 0);
        boolean lower = value.chars().anyMatch(Character::isLowerCase);
        boolean upper = value.chars().anyMatch(Character::isUpperCase);
        int shortest = marks ? SHORTEST_WITH_MARKS : SHORTEST_WITHOUT_DIGITS;
        return digits ? lower || upper : lower && upper && value.length() >= shortest;
    }

    /** Whether most of its pairs of letters are those of English. */
    static boolean isMadeOfWords(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        int pairs = 0;
        int common = 0;
        for (int i = 1; i < lower.length(); i++) {
            int first = lower.charAt(i - 1) - 'a';
            int second = lower.charAt(i) - 'a';
            if (first >= 0 && first < 26 && second >= 0 && second < 26) {
                pairs++;
                common += IS_COMMON[first * 26 + second] ? 1 : 0;
            }
        }
        return pairs >= FEWEST_PAIRS && common > SHARE_OF_WORDS * pairs;
    }

    /** Mean length of what belongs together: lower-case letters with the capital before them, capitals, digits, marks. */
    private static double meanRun(String value) {
        int runs = 1;
        for (int i = 1; i < value.length(); i++) {
            int before = kind(value.charAt(i - 1));
            int now = kind(value.charAt(i));
            boolean capitalised = before == 1 && now == 0;
            runs += before == now || capitalised ? 0 : 1;
        }
        return (double) value.length() / runs;
    }

    private static int kind(char character) {
        if (Character.isLowerCase(character)) {
            return 0;
        } else if (Character.isUpperCase(character)) {
            return 1;
        }
        return Character.isDigit(character) ? 2 : 3;
    }

    private static double information(int count, int length) {
        double share = (double) count / length;
        return count == 0 ? 0 : -share * Math.log(share) / Math.log(2);
    }

    private static boolean[] commonPairs() {
        boolean[] common = new boolean[26 * 26];
        for (String pair : COMMON_PAIRS.split(" ")) {
            common[(pair.charAt(0) - 'a') * 26 + pair.charAt(1) - 'a'] = true;
        }
        return common;
    }
}
