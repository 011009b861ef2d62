package io.jenkins.plugins.autodeploy.jenkins.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Api;
import io.jenkins.plugins.autodeploy.engine.image.ImageSummary;
import io.jenkins.plugins.autodeploy.engine.record.BuildPhase;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that a build made, with a page of its own: layers, what changed since the image before, base, phases and what the cache saved. */
@ExportedBean
public final class BuiltImageAction extends RecordAction<BuiltImage> {
    private static final double MILLIS_PER_SECOND = 1000;

    /** Which image of its build, from 1; 0 in builds of older versions. */
    private final int number;

    /** @param number which image of its build, from 1 */
    public BuiltImageAction(BuiltImage value, int number) {
        super(value);
        this.number = number;
    }

    @Override
    Class<BuiltImage> type() {
        return BuiltImage.class;
    }

    @Override
    public String getIconFileName() {
        return getValue() == null ? null : "symbol-cube-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        String reference = getReference();
        return reference == null
                ? Messages.BuiltImageAction_displayName()
                : Messages.BuiltImageAction_namedDisplayName(nameOf(reference));
    }

    @Override
    public String getUrlName() {
        return number > 1 ? "image-" + number : "image";
    }

    @Exported
    public String getReference() {
        return of(BuiltImage::reference);
    }

    @Exported
    public String getDigest() {
        return of(BuiltImage::digest);
    }

    @Exported
    public List<String> getTags() {
        return of(BuiltImage::tags);
    }

    @Exported
    public Long getSize() {
        return of(BuiltImage::size);
    }

    @Exported
    public String getBuilder() {
        return of(BuiltImage::builder);
    }

    @Exported
    public Boolean getPushed() {
        return of(BuiltImage::pushed);
    }

    @Exported
    public String getBaseImage() {
        return of(BuiltImage::baseImage);
    }

    @Exported
    public String getBaseDigest() {
        return of(BuiltImage::baseDigest);
    }

    @Exported
    public Long getCachedSteps() {
        return of(BuiltImage::cachedSteps);
    }

    @Exported
    public Integer getSteps() {
        return of(image -> image.steps().size());
    }

    /** How many bytes more than the image before; null when there is none to compare with. */
    @Exported
    public Long getSizeChange() {
        return of(image -> image.comparison() == null
                ? null
                : image.size() - image.comparison().size());
    }

    /** For the summary. */
    public String getTagList() {
        BuiltImage value = getValue();
        return value == null ? "" : String.join(", ", value.tags());
    }

    /** For the page. */
    public String getPlatformList() {
        BuiltImage value = getValue();
        return value == null ? "" : String.join(", ", value.platforms());
    }

    /** For the summary: size, change and cache in one line. */
    public String getSummary() {
        BuiltImage value = getValue();
        return value == null ? "" : ImageSummary.of(value);
    }

    /** For the page: "3 of 5 steps from the cache, which saved 12.4 s". */
    public String getCache() {
        BuiltImage value = getValue();
        return value == null || value.steps().isEmpty() ? null : ImageSummary.cache(value);
    }

    /** For the page: "3.0 MB (8 %) more than the image before"; null when there is none to compare with. */
    @CheckForNull
    public String getChange() {
        return of(image -> image.comparison() == null ? null : ImageSummary.change(image.size(), image.comparison()));
    }

    /** For the page: "prepare 0.2 s, build 12.0 s". */
    public String getPhases() {
        BuiltImage value = getValue();
        return value == null
                ? ""
                : value.phases().stream().map(BuiltImageAction::phase).collect(Collectors.joining(", "));
    }

    /** For the page. */
    public String getReadableSize() {
        return of(image -> ImageSummary.readable(image.size()));
    }

    /** For the summary, where a digest as a whole would be wider than the page. */
    public String getShortReference() {
        return of(image -> {
            int at = image.reference().indexOf('@');
            return at < 0
                    ? image.reference()
                    : image.reference().substring(0, at + 1)
                            + LayerRow.shortened(image.reference().substring(at + 1));
        });
    }

    /** For the page: the lowest first. */
    public List<LayerRow> getLayers() {
        BuiltImage value = getValue();
        return value == null
                ? List.of()
                : value.layers().stream()
                        .map(layer -> new LayerRow(layer, value.size(), isNew(value, layer)))
                        .toList();
    }

    /** For the page: what only the image before had. */
    public List<LayerRow> getRemovedLayers() {
        BuiltImage value = getValue();
        return value == null || value.comparison() == null
                ? List.of()
                : value.comparison().removed().stream()
                        .map(layer -> new LayerRow(layer, value.comparison().size(), false))
                        .toList();
    }

    /** For the page: how long a step took, or took when it was built for the cache. */
    public String duration(BuildStep step) {
        return step.duration() == null
                ? ""
                : String.format(Locale.ROOT, "%.1f s", step.duration().toMillis() / MILLIS_PER_SECOND);
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The last part of a repository: {@code web} of {@code registry.example.com/team/web:1}. */
    private static String nameOf(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return name.split("[:@]", 2)[0];
    }

    private static boolean isNew(BuiltImage image, ImageLayer layer) {
        return image.comparison() != null && image.comparison().added().contains(layer);
    }

    private static String phase(BuildPhase phase) {
        return String.format(
                Locale.ROOT, "%s %.1f s", phase.name(), phase.duration().toMillis() / MILLIS_PER_SECOND);
    }

    private <T> T of(Function<BuiltImage, T> fact) {
        BuiltImage value = getValue();
        return value == null ? null : fact.apply(value);
    }
}
