package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

/** The order of retire.js, for libraries that no package manager brought: parts at dots and dashes, missing ones zero, words before numbers. */
public final class RetireOrder implements VersionOrder {
    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && !version.isBlank();
    }

    @Override
    public int compare(String one, String other) {
        String[] first = one.split("[.-]");
        String[] second = other.split("[.-]");
        for (int i = 0; i < Math.max(first.length, second.length); i++) {
            String left = i < first.length ? first[i] : "0";
            String right = i < second.length ? second[i] : "0";
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
}
