package dev.lethe.service.catalog;

import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Catalog;
import dev.lethe.piicatalog.CatalogFileException;
import dev.lethe.piicatalog.CatalogFileProblem;
import dev.lethe.piicatalog.Coverage;
import dev.lethe.piicatalog.FidesDatasets;
import dev.lethe.piicatalog.Target;
import dev.lethe.service.catalog.CatalogViews.AssetView;
import dev.lethe.service.catalog.CatalogViews.CoverageView;
import dev.lethe.service.catalog.CatalogViews.FieldView;
import dev.lethe.service.catalog.CatalogViews.GapView;
import dev.lethe.service.catalog.CatalogViews.LoadedView;
import dev.lethe.service.catalog.CatalogViews.TargetView;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Declares and lists where personal data lies. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogResource {
  private static final int MAX_PROBLEMS = 100;

  private final CatalogService catalog;
  private final Caller caller;

  CatalogResource(CatalogService catalog, Caller caller) {
    this.catalog = catalog;
    this.caller = caller;
  }

  /** Takes a data set file in Fides form. Doing it again changes nothing. */
  @PUT
  @Path("/catalog/datasets")
  @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
  @PermissionsAllowed(Permission.CATALOG_WRITE)
  public LoadedView load(byte[] body) {
    Catalog file = read(utf8(body));
    CatalogChange change = catalog.replace(file, caller.id());
    int fields = file.assets().stream().mapToInt(asset -> asset.fields().size()).sum();
    return new LoadedView(
        file.targets().size(), file.assets().size(), fields, file.policies().size(), change);
  }

  @GET
  @Path("/targets")
  @PermissionsAllowed(Permission.CATALOG_READ)
  public Page<TargetView> targets(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    List<Asset> assets = catalog.assets();
    List<TargetView> views =
        catalog.targets().stream().map(target -> view(target, assets)).toList();
    return CatalogPage.of(views, limit, after);
  }

  @GET
  @Path("/assets")
  @PermissionsAllowed(Permission.CATALOG_READ)
  public Page<AssetView> assets(
      @RestQuery @Nullable String target,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    List<AssetView> views = chosen(target, null).stream().map(AssetView::of).toList();
    return CatalogPage.of(views, limit, after);
  }

  @GET
  @Path("/fields")
  @PermissionsAllowed(Permission.CATALOG_READ)
  public Page<FieldView> fields(
      @RestQuery @Nullable String target,
      @RestQuery @Nullable String asset,
      @RestQuery @Nullable String category,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    List<FieldView> views =
        chosen(target, asset).stream()
            .flatMap(one -> one.fields().stream().map(field -> FieldView.of(one, field)))
            .filter(field ->
                category == null
                    || field.categories().stream().anyMatch(key -> within(key, category)))
            .toList();
    return CatalogPage.of(views, limit, after);
  }

  @GET
  @Path("/coverage")
  @PermissionsAllowed(Permission.CATALOG_READ)
  public CoverageView coverage(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    Coverage coverage = catalog.coverage();
    Page<GapView> page =
        CatalogPage.of(coverage.gaps().stream().map(GapView::of).toList(), limit, after);
    return new CoverageView(
        coverage.personalFields(), coverage.coveredFields(), page.items(), page.next());
  }

  private List<Asset> chosen(@Nullable String target, @Nullable String asset) {
    return catalog.assets().stream()
        .filter(one -> target == null || one.target().equals(target))
        .filter(one -> asset == null || one.name().equals(asset))
        .toList();
  }

  private TargetView view(Target target, List<Asset> assets) {
    List<Asset> own =
        assets.stream().filter(asset -> asset.target().equals(target.name())).toList();
    int personal = own.stream().mapToInt(asset -> asset.personalFields().size()).sum();
    return new TargetView(
        target.name(), target.connector(), catalog.connected(target), own.size(), personal);
  }

  private static boolean within(String key, String category) {
    return key.equals(category) || key.startsWith(category + ".");
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(ProblemType.INVALID_UTF8, "The file is not valid UTF-8.");
    }
  }

  private static Catalog read(String yaml) {
    try {
      return FidesDatasets.read(yaml);
    } catch (CatalogFileException e) {
      List<CatalogFileProblem> problems = e.problems();
      List<CatalogFileProblem> shown = problems.subList(0, Math.min(MAX_PROBLEMS, problems.size()));
      throw new ProblemException(
          ProblemType.INVALID_CATALOG,
          shown.getFirst().toString(),
          Map.of("problems", shown, "found", problems.size()));
    }
  }
}
