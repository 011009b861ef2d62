package io.jenkins.plugins.autodeploy.engine.record;

/**
 * How two components of a project meet: requests for paths below {@code route} that the one's users make are answered by the other.
 *
 * @param from path of the component that users open, as {@link Component#path()}
 * @param to path of the component that answers
 * @param route {@code /api}
 */
public record Connection(String from, String to, String route, Evidence evidence) {}
