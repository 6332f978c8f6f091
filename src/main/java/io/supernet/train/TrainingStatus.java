package io.supernet.train;

import io.supernet.Progress;

/**
 * Where a training stands.
 *
 * @param epoch the one that goes on, from 1
 * @param epochs of the whole training
 * @param loss mean training loss of the last steps
 * @param learningRate of the last step
 * @param halvings how often the training went back and halved its learning rate
 * @param text the same in words
 * @since 0.2
 */
public record TrainingStatus(
    long epoch, int epochs, double loss, double learningRate, int halvings, String text)
    implements Progress.Status {}
