package io.jenkins.plugins.autodeploy.jenkins.actions;

import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that a build made. */
@ExportedBean
public final class BuiltImageAction extends RecordAction<BuiltImage> {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    public BuiltImageAction(BuiltImage value) {
        super(value);
    }

    @Override
    Class<BuiltImage> type() {
        return BuiltImage.class;
    }

    @Override
    public String getDisplayName() {
        return Messages.BuiltImageAction_displayName();
    }

    @Exported
    public String getReference() {
        BuiltImage value = getValue();
        return value == null ? null : value.reference();
    }

    @Exported
    public String getDigest() {
        BuiltImage value = getValue();
        return value == null ? null : value.digest();
    }

    @Exported
    public List<String> getTags() {
        BuiltImage value = getValue();
        return value == null ? null : value.tags();
    }

    @Exported
    public Long getSize() {
        BuiltImage value = getValue();
        return value == null ? null : value.size();
    }

    @Exported
    public String getBuilder() {
        BuiltImage value = getValue();
        return value == null ? null : value.builder();
    }

    @Exported
    public Boolean getPushed() {
        BuiltImage value = getValue();
        return value == null ? null : value.pushed();
    }

    /** For the summary. */
    public String getTagList() {
        BuiltImage value = getValue();
        return value == null ? "" : String.join(", ", value.tags());
    }

    /** For the summary: "12.3 MB". */
    public String getReadableSize() {
        BuiltImage value = getValue();
        return value == null ? "" : "%.1f MB".formatted(value.size() / BYTES_PER_MEGABYTE);
    }
}
