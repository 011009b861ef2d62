package io.jenkins.plugins.autodeploy.jenkins.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Keeps one record of the engine with a build. The record is stored as its JSON, because XStream cannot store Java records and because that form is the one that older and
 * newer versions of the plugin both read.
 *
 * @param <R> the record
 */
@ExportedBean
public abstract class RecordAction<R> implements RunAction2 {
    private static final Logger LOGGER = Logger.getLogger(RecordAction.class.getName());

    private String json;

    /** Made again from {@link #json} after loading. */
    private transient volatile R cached;

    /** Given by Jenkins after loading. */
    private transient Run<?, ?> run;

    RecordAction(R value) {
        set(value);
    }

    abstract Class<R> type();

    final synchronized void set(R value) {
        json = Json.write(value);
        cached = value;
    }

    /** The record; null when what is stored cannot be read, which the log tells once. */
    @CheckForNull
    public final synchronized R getValue() {
        if (cached == null && json != null) {
            try {
                cached = Json.read(json, type());
            } catch (JsonProcessingException e) {
                LOGGER.log(Level.WARNING, e, () -> "Cannot read the " + type().getSimpleName() + " kept with " + run);
                json = null;
            }
        }
        return cached;
    }

    /** The record's JSON form, whole. */
    @Exported(name = "json")
    public final synchronized String getJson() {
        return json;
    }

    public final Run<?, ?> getRun() {
        return run;
    }

    @Override
    public final void onAttached(Run<?, ?> attachedTo) {
        run = attachedTo;
    }

    @Override
    public final void onLoad(Run<?, ?> loadedWith) {
        run = loadedWith;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
