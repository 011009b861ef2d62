package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;

/** A host's freezes, as they are set up now. */
@FunctionalInterface
public interface FreezeSource {
    FreezeSource NONE = () -> FreezeCalendar.EMPTY;

    /** @throws InvalidInputException when what is set up cannot be understood; nothing is deployed then, since it may be frozen */
    FreezeCalendar calendar() throws InvalidInputException;
}
