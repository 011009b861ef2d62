package io.jenkins.plugins.autodeploy.engine.scan.document;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.HashMap;
import java.util.Map;

/**
 * The base score of a vector of CVSS 3.0 and 3.1.
 *
 * @see <a href="https://www.first.org/cvss/v3.1/specification-document">CVSS 3.1, section 7.1</a>
 */
final class CvssBaseScore {
    private static final int LONGEST_VECTOR = 300;
    private static final Map<String, Double> IMPACT = Map.of("H", 0.56, "L", 0.22, "N", 0.0);
    private static final Map<String, Double> ATTACK_VECTOR = Map.of("N", 0.85, "A", 0.62, "L", 0.55, "P", 0.2);
    private static final Map<String, Double> COMPLEXITY = Map.of("L", 0.77, "H", 0.44);
    private static final Map<String, Double> PRIVILEGES = Map.of("N", 0.85, "L", 0.62, "H", 0.27);
    private static final Map<String, Double> PRIVILEGES_OF_CHANGED = Map.of("N", 0.85, "L", 0.68, "H", 0.5);
    private static final Map<String, Double> INTERACTION = Map.of("N", 0.85, "R", 0.62);

    private CvssBaseScore() {}

    /** @return null for vectors of other versions and for what is none */
    @CheckForNull
    static Double of(String vector) {
        if (!vector.startsWith("CVSS:3.") || vector.length() > LONGEST_VECTOR) {
            return null;
        }
        Map<String, String> metrics = new HashMap<>();
        for (String part : vector.split("/")) {
            String[] metric = part.split(":", 2);
            metrics.put(metric[0], metric.length > 1 ? metric[1] : "");
        }
        boolean changed = "C".equals(metrics.get("S"));
        Double confidentiality = IMPACT.get(metrics.getOrDefault("C", ""));
        Double integrity = IMPACT.get(metrics.getOrDefault("I", ""));
        Double availability = IMPACT.get(metrics.getOrDefault("A", ""));
        Double vectorWeight = ATTACK_VECTOR.get(metrics.getOrDefault("AV", ""));
        Double complexity = COMPLEXITY.get(metrics.getOrDefault("AC", ""));
        Double privileges = (changed ? PRIVILEGES_OF_CHANGED : PRIVILEGES).get(metrics.getOrDefault("PR", ""));
        Double interaction = INTERACTION.get(metrics.getOrDefault("UI", ""));
        if (confidentiality == null
                || integrity == null
                || availability == null
                || vectorWeight == null
                || complexity == null
                || privileges == null
                || interaction == null) {
            return null;
        }
        double lost = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability);
        double impact = changed ? 7.52 * (lost - 0.029) - 3.25 * Math.pow(lost - 0.02, 15) : 6.42 * lost;
        double exploitability = 8.22 * vectorWeight * complexity * privileges * interaction;
        if (impact <= 0) {
            return 0.0;
        }
        return roundUp(Math.min(10, (changed ? 1.08 : 1) * (impact + exploitability)));
    }

    /** To one decimal, in whole numbers, since a float just above a tenth must not make the next one (appendix A of CVSS 3.1). */
    private static double roundUp(double value) {
        long hundredThousandths = Math.round(value * 100_000);
        return hundredThousandths % 10_000 == 0
                ? hundredThousandths / 100_000.0
                : (Math.floorDiv(hundredThousandths, 10_000) + 1) / 10.0;
    }
}
