using FlippyFlip.Core.Interactions;

namespace FlippyFlip.Hosting.Composition;

/// <summary>
/// The pipeline, from the moment the store is open. A head listens before that, since a ping needs no store and Discord asks for one early;
/// commands that come sooner wait here.
/// </summary>
public sealed class Opening
{
    private readonly TaskCompletionSource<InteractionPipeline> _pipeline = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<InteractionPipeline> Pipeline => _pipeline.Task;

    public void Open(InteractionPipeline pipeline) => _pipeline.SetResult(pipeline);
}
