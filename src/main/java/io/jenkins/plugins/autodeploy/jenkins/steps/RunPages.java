package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.model.Run;
import jenkins.model.Jenkins;

/** Where the pages of a build are. */
final class RunPages {
    private RunPages() {}

    /**
     * Absolute where Jenkins' own address is configured, else relative to it.
     *
     * @param page of the build
     */
    static String url(Run<?, ?> run, String page) {
        String root = Jenkins.get().getRootUrl();
        return (root == null ? "" : root) + run.getUrl() + page + "/";
    }
}
