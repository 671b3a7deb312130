package dev.lethe.cryptovault.root;

import java.nio.file.Path;

/**
 * Where a PKCS#11 token is found.
 *
 * @param library the maker's shared library
 * @param slot the number of the slot that the token is in
 * @param pinFile holds the user's PIN; read at each login, so that it can be changed
 */
public record Pkcs11Settings(Path library, int slot, Path pinFile) {
  String toConfiguration(String name) {
    return """
    --name = %s
    library = "%s"
    slot = %d
    attributes(generate,CKO_SECRET_KEY,CKK_AES) = {
      CKA_SENSITIVE = true
      CKA_EXTRACTABLE = false
      CKA_ENCRYPT = true
      CKA_DECRYPT = true
    }
    """
        .formatted(name, library, slot);
  }
}
