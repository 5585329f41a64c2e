using FlippyFlip.Contracts;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Core.Tests.Secrets;

public sealed class AesMasterKeyTests : MasterKeyContract
{
    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new AesMasterKey(new byte[31], Entropy.System));

    protected override Task<IMasterKey> OpenAsync() => Task.FromResult<IMasterKey>(new AesMasterKey(new byte[DataKey.Length], Entropy.System));

    protected override Task<IMasterKey> OpenOtherAsync() => Task.FromResult<IMasterKey>(new AesMasterKey([.. Enumerable.Repeat((byte)1, DataKey.Length)], Entropy.System));
}
