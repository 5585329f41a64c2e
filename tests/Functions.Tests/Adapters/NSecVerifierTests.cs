using FlippyFlip.Contracts;
using FlippyFlip.Functions.Adapters;

namespace FlippyFlip.Functions.Tests.Adapters;

public sealed class NSecVerifierTests() : SignatureVerifierContract(new NSecVerifier());
