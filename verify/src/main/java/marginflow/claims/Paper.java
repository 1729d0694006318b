package marginflow.claims;

/** Whose statement a claim is. */
public enum Paper {
  /** arXiv 2110.02732. */
  VARDI("Vardi, Shamir, Srebro 2021", "Vardi et al. 2021"),
  /** arXiv 2110.13905. */
  LYU_WANG("Lyu, Li, Wang, Arora 2021", "Lyu et al. 2021"),
  /** arXiv 1906.05890. */
  LYU_LI("Lyu, Li 2019", "Lyu, Li 2019"),
  /** arXiv 2006.06657. */
  JI_TELGARSKY("Ji, Telgarsky 2020", "Ji, Telgarsky 2020"),
  /** arXiv 2007.06738. */
  MOROSHKO("Moroshko et al. 2020", "Moroshko et al. 2020"),
  /** Orthogonally separable data, and the convex dual of two-layer ReLU networks. */
  PHUONG("Phuong, Lampert 2021 and Wang, Pilanci 2021", "Phuong, Lampert 2021"),
  /** arXiv 2505.12419. */
  EMBEDDING("arXiv 2505.12419", "arXiv 2505.12419"),
  /** This project. */
  HERE("derived for this project", "this project");

  private final String title;
  private final String brief;

  Paper(String title, String brief) {
    this.title = title;
    this.brief = brief;
  }

  /** Authors and year in full. */
  public String title() {
    return title;
  }

  /** Authors and year for a narrow column. */
  public String brief() {
    return brief;
  }

  /** A place in this paper, or a few words on what was made of it; may be empty. */
  Source at(String place) {
    return new Source(this, place);
  }

  /** The paper as a whole. */
  Source whole() {
    return at("");
  }
}
