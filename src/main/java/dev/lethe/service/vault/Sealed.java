package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;

/** A token to be opened: the key and the field class that it must have been sealed for. */
public record Sealed(KeyId key, String fieldClass, byte[] token) {}
