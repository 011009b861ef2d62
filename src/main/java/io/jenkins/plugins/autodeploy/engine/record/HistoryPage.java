package io.jenkins.plugins.autodeploy.engine.record;

import java.util.List;

/**
 * Runs of a history, the newest first.
 *
 * @param page from 1
 * @param size how many runs a page has
 * @param total how many runs the filter lets through on all pages
 */
public record HistoryPage(int page, int size, int total, List<RunSummary> runs) {}
