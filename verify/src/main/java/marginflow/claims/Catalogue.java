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
    claims.addAll(TwoPointClaims.all());
    claims.addAll(SparseNetClaims.all());
    claims.add(KinkClaim.claim());
    claims.add(BiasClaim.claim());
    claims.addAll(SimplicityClaims.all());
    claims.addAll(HintClaims.all());
    claims.addAll(FlowLawClaims.all());
    claims.add(SlidingClaim.claim());
    claims.sort((a, b) -> order(a.id()).compareTo(order(b.id())));
    return List.copyOf(claims);
  }

  /** V before L before F, then by number, then by letter. */
  private static String order(String id) {
    String digits = id.replaceAll("\\D", "");
    return "VLF".indexOf(id.charAt(0)) + "0".repeat(3 - digits.length()) + id.substring(1);
  }
}
