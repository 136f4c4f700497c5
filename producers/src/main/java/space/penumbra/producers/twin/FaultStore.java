package space.penumbra.producers.twin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** What a fleet remembers of its faults, in a snapshot; the faults themselves come from the schedule again. Stateless. */
final class FaultStore {

    private FaultStore() {}

    static void write(DataOutputStream out, FaultBoard board) throws IOException {
        List<ActiveFault> begun = board.begun();
        out.writeInt(begun.size());
        for (ActiveFault active : begun) {
            out.writeInt(active.fault.node());
            out.writeUTF(active.fault.kind().name());
            out.writeLong(active.fault.startMillis());
            out.writeLong(active.observedMillis);
            out.writeDouble(active.held);
            out.writeDouble(active.soundCelsius[0]);
            out.writeDouble(active.soundCelsius[1]);
            out.writeDouble(active.soundCharge);
            out.writeBoolean(active.counted);
        }
    }

    static void read(DataInputStream in, FaultBoard board, long timeMillis) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            int node = in.readInt();
            String kind = in.readUTF();
            ActiveFault active = board.find(node, in.readLong(), kind, timeMillis);
            // A scenario that was changed since may no longer have it.
            ActiveFault into = active == null ? ActiveFault.forgotten() : active;
            into.begun = true;
            into.observedMillis = in.readLong();
            into.held = in.readDouble();
            into.soundCelsius[0] = in.readDouble();
            into.soundCelsius[1] = in.readDouble();
            into.soundCharge = in.readDouble();
            into.counted = in.readBoolean();
        }
    }
}
