package space.penumbra.orbit.radiation;

/** The two integral energies the platform counts trapped protons at. */
public enum ProtonEnergy {
    /** Above 30 MeV: the usual edge of the South Atlantic Anomaly. */
    ABOVE_30_MEV(30),
    /** Above 50 MeV: what gets through ten millimetres of aluminium and upsets chips. */
    ABOVE_50_MEV(50);

    private final int mev;

    ProtonEnergy(int mev) {
        this.mev = mev;
    }

    public int mev() {
        return mev;
    }
}
