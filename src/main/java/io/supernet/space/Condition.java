package io.supernet.space;

/**
 * "Decision number {@code decision} takes option number {@code option}": when a nested decision
 * matters.
 *
 * @param decision index of the outer decision in its space
 * @param option index of the option of the outer decision
 */
public record Condition(int decision, int option) {}
