package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.explain.Masking;
import dev.lethe.service.identity.CustomerView.MaskedAttribute;
import dev.lethe.service.identity.CustomerView.ProfileView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Profiles as they are shown: masked, and without values once their key is destroyed or frozen. */
@ApplicationScoped
class MaskedProfiles {
  private final ProfileStore store;
  private final ProfileSeal seal;

  MaskedProfiles(ProfileStore store, ProfileSeal seal) {
    this.store = store;
    this.seal = seal;
  }

  List<ProfileView> of(List<StoredProfile> profiles) {
    var shown = store.shown(profiles.stream().map(StoredProfile::id).toList());
    var opened =
        seal.openComparable(
            shown.stream().map(s -> s.profile().key()).toList(),
            shown.stream().map(s -> s.profile().comparable()).toList());
    var views = new ArrayList<ProfileView>();
    for (int i = 0; i < shown.size(); i++) {
      views.add(view(shown.get(i), opened.get(i).orElse(Attributes.NONE)));
    }
    return views;
  }

  private static ProfileView view(ProfileStore.Shown shown, Attributes attributes) {
    var profile = shown.profile();
    var name = Masking.name(attributes.name());
    return new ProfileView(
        profile.id().toString(),
        profile.source(),
        name.isEmpty() ? profile.source() : name,
        profile.customer() == null ? null : profile.customer().toString(),
        masked(attributes),
        shown.createdAt(),
        shown.updatedAt());
  }

  private static List<MaskedAttribute> masked(Attributes attributes) {
    var masked = new ArrayList<MaskedAttribute>();
    if (attributes.name().known()) {
      masked.add(new MaskedAttribute("name", Masking.name(attributes.name())));
    }
    if (attributes.birthDate() != null) {
      masked.add(new MaskedAttribute("birth_date", Masking.date(attributes.birthDate())));
    }
    add(masked, "email", attributes.emails(), Masking::email);
    add(masked, "phone", attributes.phones(), Masking::phone);
    add(masked, "address", attributes.addresses(), Masking::address);
    add(masked, "loyalty_id", attributes.loyaltyIds(), Masking::id);
    add(masked, "device_id", attributes.deviceIds(), Masking::id);
    add(masked, "cookie_id", attributes.cookieIds(), Masking::id);
    add(masked, "national_id", attributes.nationalIds(), Masking::id);
    return masked;
  }

  private static <T> void add(
      List<MaskedAttribute> masked, String kind, List<T> values, Function<T, String> mask) {
    values.forEach(value -> masked.add(new MaskedAttribute(kind, mask.apply(value))));
  }
}
