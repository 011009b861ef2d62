package io.jenkins.plugins.autodeploy.engine.image.jib;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.builder.BuildOrder;
import io.jenkins.plugins.autodeploy.engine.image.builder.ImageBuilder;
import io.jenkins.plugins.autodeploy.engine.image.builder.MadeImage;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Packs finished files by Jib, which needs no daemon, no process and no rights. */
public final class JibBuilder implements ImageBuilder {
    public static final String NAME = "jib";

    /** What Jib cannot do. */
    public static final Map<BuildFeature, String> CANNOT = cannotDo();

    private final DaemonlessMachine machine;
    private final PrebuiltContent content;
    private final Instant created;

    /** @param created when the source was made; null when not known */
    public JibBuilder(DaemonlessMachine machine, PrebuiltContent content, @CheckForNull Instant created) {
        this.machine = machine;
        this.content = content;
        this.created = created;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<BuildFeature, String> cannot() {
        return CANNOT;
    }

    @Override
    public MadeImage make(BuildOrder order) throws InvalidInputException, StageFailedException, InterruptedException {
        order.stages().events().log(Stage.BUILD, "Building with Jib, without a daemon");
        return machine.pack(
                new JibRequest(order.request(), content, order.labels(), created),
                order.stages().events());
    }

    private static Map<BuildFeature, String> cannotDo() {
        String runsNothing = "it only packs files and runs nothing";
        Map<BuildFeature, String> cannot = new EnumMap<>(BuildFeature.class);
        cannot.put(BuildFeature.BUILD_ARGS, runsNothing);
        cannot.put(BuildFeature.TARGET, runsNothing);
        cannot.put(BuildFeature.NETWORK, runsNothing);
        cannot.put(BuildFeature.SECRETS, runsNothing);
        cannot.put(BuildFeature.CACHE_FROM, runsNothing);
        cannot.put(BuildFeature.CACHE_TO, runsNothing);
        cannot.put(BuildFeature.CACHE_TO_INLINE, runsNothing);
        cannot.put(BuildFeature.NO_PUSH, "it has nowhere to keep an image but a registry");
        return cannot;
    }
}
