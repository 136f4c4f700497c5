package space.penumbra.domain.limits;

import space.penumbra.domain.Nullable;

/**
 * Where one node stands with each of its rules: four bytes a rule, and after all of them eight for each rule on a rate, a flat line or a surprise, which
 * remembers a value and a time; and the generic detectors that rules ask for. Not thread-safe.
 *
 * <p>The numbers belong to a {@link RuleList}; read back from storage they are known by rule id until they are bound to a
 * list again.
 */
public final class LimitState {

    private static final LimitLevel[] LEVELS = LimitLevel.values();
    private static final int LEVEL_BITS = 3;
    private static final int COUNT_BITS = 8;
    private static final int OCCURRENCE_SHIFT = LEVEL_BITS + COUNT_BITS;
    private static final int LEVEL_MASK = (1 << LEVEL_BITS) - 1;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final int MAX_OCCURRENCE = (1 << (31 - OCCURRENCE_SHIFT)) - 1;
    /** The sign: states of before it was used have told of every level they hold. */
    private static final int FOLDED = 1 << 31;

    /** Numbers that a rule on a rate or flat line has beside its own. */
    static final int MEMORY = 2;

    private static final char MARK = '#';
    private static final String[] NO_IDS = {};
    private static final int[] NOTHING = {};

    /** The list that the numbers belong to; null while they are known by id. */
    @Nullable
    RuleList list;

    /** Its generic detectors. */
    Surprises surprises = new Surprises();

    private String[] ids = NO_IDS;
    private int[] packed = NOTHING;

    /** Numbers of one rule, packed: level, frames outside in a row, occurrences, and whether it is folded. */
    int at(int place) {
        return packed[place];
    }

    void set(int place, LimitLevel level, int count, int occurrence) {
        packed[place] = packed[place] & FOLDED
                | level.ordinal()
                | Math.min(count, COUNT_MASK) << LEVEL_BITS
                | Math.min(occurrence, MAX_OCCURRENCE) << OCCURRENCE_SHIFT;
    }

    static LimitLevel level(int packed) {
        return LEVELS[packed & LEVEL_MASK];
    }

    /** Whether the rule is in limits with no frame outside. */
    static boolean idle(int packed) {
        return (packed & ((1 << OCCURRENCE_SHIFT) - 1)) == 0;
    }

    static int count(int packed) {
        return packed >>> LEVEL_BITS & COUNT_MASK;
    }

    static int occurrence(int packed) {
        return packed >>> OCCURRENCE_SHIFT & MAX_OCCURRENCE;
    }

    /** Whether its level is part of another finding and no alarm of its own. */
    public boolean folded(int place) {
        return (packed[place] & FOLDED) != 0;
    }

    /** Makes its level part of another finding, or an alarm of its own. */
    public void fold(int place, boolean folded) {
        packed[place] = folded ? packed[place] | FOLDED : packed[place] & ~FOLDED;
    }

    /** The rule at this place; the state must be bound. */
    public LimitRule rule(int place) {
        return list.rules[place].rule;
    }

    /** What the rule at this place watches; the state must be bound. */
    public Signal signal(int place) {
        return list.rules[place].signal;
    }

    /** Times that the rule at this place was outside. */
    public int occurrencesAt(int place) {
        return occurrence(packed[place]);
    }

    /** Place of a rule; -1 if the list has none of that id. */
    public int placeOf(String ruleId) {
        return list.placeOf(ruleId);
    }

    /** Number of rules; the state must be bound. */
    public int rules() {
        return list == null ? 0 : list.size();
    }

    /** Number of places with numbers. */
    public int size() {
        return packed.length;
    }

    /** Identity of what is at this place: of a rule, or of what a rule remembers. */
    public String ruleId(int place) {
        if (list == null) {
            return ids[place];
        } else if (place < list.size()) {
            return list.ruleId(place);
        }
        int at = place - list.size();
        return list.ruleId(list.signals.length + at / MEMORY) + MARK + at % MEMORY;
    }

    private boolean remembered(int place) {
        return list == null ? ids[place].indexOf(MARK) >= 0 : place >= list.size();
    }

    /** Where in another list stands what has this identity; -1 if nowhere. */
    private static int placeIn(RuleList next, String id) {
        int mark = id.indexOf(MARK);
        if (mark < 0) {
            return next.placeOf(id);
        }
        int rule = next.placeOf(id.substring(0, mark)) - next.signals.length;
        return rule < 0 ? -1 : next.size() + rule * MEMORY + (id.charAt(mark + 1) - '0');
    }

    /** The value that the rule at this place remembers. */
    float value(int place) {
        return Float.intBitsToFloat(packed[memory(place)]);
    }

    /** The time that goes with it, in ticks; 0 if there is none. */
    int ticks(int place) {
        return packed[memory(place) + 1];
    }

    void remember(int place, float value, int ticks) {
        packed[memory(place)] = Float.floatToRawIntBits(value);
        packed[memory(place) + 1] = ticks;
    }

    private int memory(int place) {
        return list.size() + (place - list.signals.length) * MEMORY;
    }

    /** The numbers of a rule as they are stored; 0 says nothing. */
    public int stored(int place) {
        return packed[place];
    }

    /** Level of the rule at this place. */
    public LimitLevel levelAt(int place) {
        return remembered(place) ? LimitLevel.IN_LIMITS : level(packed[place]);
    }

    /** The generic detectors that its rules ask for. */
    public Surprises surprises() {
        return surprises;
    }

    /** What was stored, known by rule id until it is bound to a list; detectors begin anew. */
    public static LimitState of(String[] ruleIds, int[] stored) {
        return of(ruleIds, stored, new Surprises());
    }

    /** What was stored, known by rule id until it is bound to a list. */
    public static LimitState of(String[] ruleIds, int[] stored, Surprises surprises) {
        LimitState state = new LimitState();
        state.surprises = surprises;
        state.ids = ruleIds;
        state.packed = stored;
        return state;
    }

    /** Numbers that stand by the places of this list, {@link RuleList#numbers()} of them. */
    public static LimitState bound(RuleList list, int[] numbers, Surprises surprises) {
        LimitState state = new LimitState();
        state.list = list;
        state.packed = numbers;
        state.surprises = surprises;
        return state;
    }

    /** The list that the numbers belong to; null while they are known by id. */
    @Nullable
    public RuleList list() {
        return list;
    }

    /** All numbers by their places; open to whoever keeps them. */
    public int[] numbers() {
        return packed;
    }

    /** Takes the numbers over to another list, by rule id; those of rules that it lacks are dropped. */
    void bind(RuleList next) {
        int[] moved = new int[next.numbers()];
        for (int place = 0; place < packed.length; place++) {
            int there = packed[place] == 0 ? -1 : placeIn(next, ruleId(place));
            if (there >= 0) {
                moved[there] = packed[place];
            }
        }
        packed = moved;
        ids = NO_IDS;
        list = next;
        surprises.bind(next.rules);
    }

    /** A copy that shares nothing that changes. */
    public LimitState copy() {
        LimitState copy = new LimitState();
        copy.list = list;
        copy.ids = ids;
        copy.packed = packed.clone();
        copy.surprises = surprises.copy();
        return copy;
    }
}
