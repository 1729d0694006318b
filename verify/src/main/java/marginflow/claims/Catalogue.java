package marginflow.claims;

import java.util.ArrayList;
import java.util.List;

/** The one list of claims. */
public final class Catalogue {

  private Catalogue() {}

  /** Every claim, in the order of the papers. */
  public static List<Claim> all() {
    List<Claim> claims = new ArrayList<>();
    claims.addAll(LinearNetClaims.all());
    claims.add(LayerClaim.claim());
    claims.addAll(TwoPointClaims.all());
    claims.addAll(SparseNetClaims.all());
    claims.add(KinkClaim.claim());
    claims.add(BiasClaim.claim());
    claims.addAll(SimplicityClaims.all());
    claims.addAll(HintClaims.all());
    claims.addAll(FlowLawClaims.all());
    claims.add(SlidingClaim.claim());
    claims.add(TangentClaim.claim());
    claims.add(SplittingClaim.claim());
    claims.add(OrthogonalClaim.claim());
    claims.add(KernelToRichClaim.claim());
    Survey survey = new Survey(claims);
    List<Claim> all = new ArrayList<>(survey.watched());
    all.addAll(SurveyClaims.all(survey));
    all.sort((a, b) -> order(a.id()).compareTo(order(b.id())));
    return List.copyOf(all);
  }

  /** V, L, E, O, K and what all others are asked, F; then by number, then by letter. */
  private static String order(String id) {
    String digits = id.replaceAll("\\D", "");
    return "VLEOKF".indexOf(id.charAt(0)) + "0".repeat(3 - digits.length()) + id.substring(1);
  }
}
