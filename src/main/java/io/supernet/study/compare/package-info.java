/**
 * Ways of training a supernet, compared: the same space, data and passes, several seeds, every run
 * in a process of its own. Its remedies are judged with the audit's scores; knows no other study.
 */
package io.supernet.study.compare;
