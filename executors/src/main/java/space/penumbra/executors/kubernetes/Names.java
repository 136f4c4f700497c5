package space.penumbra.executors.kubernetes;

/** The labels and annotations by which Kubernetes objects and this fleet know each other. */
final class Names {

    /** Label of pods, and of the Job, Deployment or StatefulSet that makes them: the workload's id. */
    static final String WORKLOAD = "penumbra.space/workload";

    /** Label prefix of the node that a workload shall run on; the pods' node affinity asks for it. */
    static final String HOST = "host.penumbra.space/";

    /** Annotation of a node that was made unschedulable here, and by nobody else. */
    static final String CORDONED = "penumbra.space/cordoned";

    /** Annotation prefix of a node, one for each command that needs it cordoned; the value counts the pods to be moved. */
    static final String CORDON = "cordon.penumbra.space/";

    /** Annotation of a pod: {@code :port/path} on the pod itself that saves its state. */
    static final String CHECKPOINT_HTTP = "penumbra.space/checkpoint-http";

    /** Annotation of a pod: a shell command in its first container that saves its state. */
    static final String CHECKPOINT_EXEC = "penumbra.space/checkpoint-exec";

    /** Annotation of a pod whose state was saved for the command of this id. */
    static final String CHECKPOINTED = "penumbra.space/checkpointed";

    /** Annotation of a Deployment or StatefulSet that was scaled to nothing: how many replicas it had. */
    static final String REPLICAS = "penumbra.space/replicas";

    private Names() {}
}
