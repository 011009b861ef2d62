package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of <a href="https://docs.ruby-lang.org/en/master/Gem/Version.html">Gem::Version</a>: a segment with a letter makes a pre-release. */
final class GemOrder implements VersionOrder {
    private static final Pattern VERSION =
            Pattern.compile("[0-9]++(?:\\.[0-9a-zA-Z]++)*+(?:-[0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+)?");
    private static final Pattern SEGMENT = Pattern.compile("[0-9]++|[a-zA-Z]++");

    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && VERSION.matcher(version.strip()).matches();
    }

    @Override
    public int compare(String one, String other) {
        List<String> first = segments(one);
        List<String> second = segments(other);
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            String left = i < first.size() ? first.get(i) : "0";
            String right = i < second.size() ? second.get(i) : "0";
            boolean number = Parts.isNumber(left);
            if (number != Parts.isNumber(right)) {
                return number ? 1 : -1;
            }
            int compared = number ? Parts.compareNumbers(left, right) : left.compareTo(right);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** Without zeros at the end and before the first word: they say nothing. */
    private List<String> segments(String version) {
        if (!orders(version)) {
            throw new IllegalArgumentException("No version of a gem: " + version);
        }
        List<String> segments = new ArrayList<>();
        Matcher matcher = SEGMENT.matcher(version.strip().replace("-", ".pre."));
        boolean word = false;
        while (matcher.find()) {
            if (!word && !Parts.isNumber(matcher.group())) {
                word = true;
                dropZeros(segments);
            }
            segments.add(matcher.group());
        }
        dropZeros(segments);
        return segments;
    }

    private static void dropZeros(List<String> segments) {
        while (!segments.isEmpty()
                && Parts.isNumber(segments.get(segments.size() - 1))
                && Parts.compareNumbers(segments.get(segments.size() - 1), null) == 0) {
            segments.remove(segments.size() - 1);
        }
    }
}
