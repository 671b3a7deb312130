package dev.lethe.cryptovault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MerkleTreeTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void rootsOfTheKnownEightLeavesAreReproduced() {
    Tree tree = new Tree();
    assertThat(tree.root()).isEqualTo(ROOTS.get(0));
    for (int i = 0; i < LEAVES.size(); i++) {
      tree.add(HEX.parseHex(LEAVES.get(i)));
      assertThat(tree.root()).isEqualTo(ROOTS.get(i + 1));
    }
  }

  @Test
  void everyLeafOfEveryTreeUpToSeventyIsProvedAndNoOtherPlaceIs() {
    Tree tree = new Tree();
    for (int size = 1; size <= 70; size++) {
      tree.add(new byte[] {(byte) size});
      byte[] root = tree.view().root();
      for (int leaf = 0; leaf < size; leaf++) {
        byte[] hash = tree.hash(0, leaf);
        List<byte[]> path = tree.view().inclusionPath(leaf);
        assertThat(MerkleTree.includes(root, hash, leaf, size, path)).isTrue();
        assertThat(MerkleTree.includes(root, hash, (leaf + 1) % size, size, path))
            .isEqualTo(size == 1);
        assertThat(
                MerkleTree.includes(root, MerkleTree.leafHash(new byte[] {99}), leaf, size, path))
            .isFalse();
      }
    }
  }

  @Test
  void pathOfAnotherLengthIsRefused() {
    Tree tree = new Tree();
    for (int i = 0; i < 5; i++) {
      tree.add(new byte[] {(byte) i});
    }
    byte[] root = tree.view().root();
    List<byte[]> path = tree.view().inclusionPath(2);
    assertThat(MerkleTree.includes(root, tree.hash(0, 2), 2, 5, path.subList(0, 2))).isFalse();
    List<byte[]> longer = new ArrayList<>(path);
    longer.add(new byte[32]);
    assertThat(MerkleTree.includes(root, tree.hash(0, 2), 2, 5, longer)).isFalse();
    assertThat(MerkleTree.includes(root, tree.hash(0, 2), 5, 5, path)).isFalse();
  }

  @Test
  void leafOutsideTheTreeHasNoPath() {
    Tree tree = new Tree();
    assertThatThrownBy(() -> tree.view().inclusionPath(0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Keeps every complete subtree in memory. */
  private static final class Tree {
    private final Map<Long, byte[]> nodes = new HashMap<>();
    private long size;

    void add(byte[] entry) {
      for (MerkleTree.Node node : view().append(MerkleTree.leafHash(entry))) {
        nodes.put(((long) node.level() << 40) | node.index(), node.hash());
      }
      size++;
    }

    byte[] hash(int level, long index) {
      byte[] hash = nodes.get(((long) level << 40) | index);
      if (hash == null) {
        throw new AssertionError("asked for an incomplete subtree");
      }
      return hash;
    }

    MerkleTree view() {
      return new MerkleTree(this::hash, size);
    }

    String root() {
      return HEX.formatHex(view().root());
    }
  }
}
