using FlippyFlip.Core.Storage;
using FsCheck.Fluent;

namespace FlippyFlip.Contracts;

public abstract partial class StoreContract
{
    /// <summary>What a random step may do.</summary>
    private enum Move
    {
        Insert,
        Replace,
        ReplaceStale,
        Delete,
        DeleteStale,
        Increment,
        Together,
        Advance,
        Query,
        Restart,
    }

    [Fact]
    public void Any_sequence_of_changes_ends_as_in_a_dictionary()
    {
        var step =
            from move in Gen.Elements(Enum.GetValues<Move>())
            from key in Gen.Choose(0, 4)
            from value in Gen.Choose(-3, 3)
            from expires in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 5)))
            select new Step(move, key, value, expires);
        var steps = Arb.From(Gen.ListOf(step).Resize(40).Select(list => list.ToArray()), Shrunk);
        var run = 0;
        var isAsModelled = Prop.ForAll(steps, script => new Model(this, $"run{run++}").PlayAsync(script));

        Seeded.Check(60, isAsModelled);

        static IEnumerable<Step[]> Shrunk(Step[] script) =>
            Enumerable.Range(0, script.Length).Select(left => script.Where((_, i) => i != left).ToArray());
    }

    private sealed record Step(Move Move, int Key, int Value, int Expires);

    /// <summary>The same story told to a dictionary. Each run has ids and an owner of its own, so that one store serves them all.</summary>
    private sealed class Model(StoreContract test, string run)
    {
        private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

        private DateTimeOffset Now => test.Clock.GetUtcNow();

        public async Task<bool> PlayAsync(Step[] script)
        {
            foreach (var step in script)
            {
                await PlayAsync(step);
            }

            await CompareAsync();
            return true;
        }

        private async Task PlayAsync(Step step)
        {
            switch (step.Move)
            {
                case Move.Advance:
                    test.Clock.Advance(TimeSpan.FromSeconds(step.Expires));
                    break;
                case Move.Query:
                    await CompareAsync();
                    break;
                case Move.Restart when step.Value == 0:
                    await test.ReopenAsync();
                    break;
                case Move.Restart:
                    break;
                case Move.Together:
                    await CommitAsync(
                        step with { Move = Move.Insert },
                        step with { Move = Move.Replace, Key = (step.Key + 1) % 5 },
                        step with { Move = Move.Increment, Key = (step.Key + 2) % 5 },
                        step with { Move = Move.Delete, Key = (step.Key + 3) % 5 });
                    break;
                default:
                    await CommitAsync(step);
                    break;
            }
        }

        private async Task CommitAsync(params Step[] steps)
        {
            var (commit, misfits, after) = (new Commit(), new List<string>(), new Dictionary<string, Entry?>(StringComparer.Ordinal));
            foreach (var step in steps)
            {
                var id = $"{run}/{step.Key}";
                if (!Add(commit, step, id, Alive(id), after))
                {
                    misfits.Add(id);
                }
            }

            var outcome = await test.Store.CommitAsync(commit, Ct);
            if (misfits.Count > 0)
            {
                Assert.Equal(misfits.Order(StringComparer.Ordinal), Assert.IsType<CommitOutcome.Conflict>(outcome).Changes.Select(change => change.Id).Order(StringComparer.Ordinal));
                return;
            }

            Assert.IsType<CommitOutcome.Committed>(outcome);
            foreach (var (id, entry) in after)
            {
                if (entry is null)
                {
                    _entries.Remove(id);
                }
                else
                {
                    _entries[id] = entry;
                }
            }
        }

        /// <returns>Whether the change fits.</returns>
        private bool Add(Commit commit, Step step, string id, Entry? old, Dictionary<string, Entry?> after)
        {
            DateTimeOffset? expires = step.Expires == 0 ? null : Now.AddSeconds(step.Expires);
            var version = (old?.Version ?? 1) - (step.Move is Move.ReplaceStale or Move.DeleteStale ? 1 : 0);
            var card = new Card { Id = id, Owner = run, Points = step.Value, ExpiresAt = expires, Version = version };
            switch (step.Move)
            {
                case Move.Insert:
                    commit.Insert(card);
                    after[id] = new Entry(1, step.Value, expires);
                    return old is null;
                case Move.Replace or Move.ReplaceStale:
                    commit.Replace(card);
                    after[id] = new Entry(version + 1, step.Value, expires);
                    return old?.Version == version;
                case Move.Delete or Move.DeleteStale:
                    commit.Delete(card);
                    after[id] = null;
                    return old?.Version == version;
                case Move.Increment when old is null:
                    // A card cannot be made by an increment, since it must have an owner; the step becomes an insert.
                    commit.Insert(card);
                    after[id] = new Entry(1, step.Value, expires);
                    return true;
                default:
                    commit.Increment<Card>(id, nameof(Card.Points), step.Value);
                    after[id] = old! with { Version = old.Version + 1, Points = old.Points + step.Value };
                    return true;
            }
        }

        private async Task CompareAsync()
        {
            var alive = _entries.Keys.Where(id => Alive(id) is not null).Order(StringComparer.Ordinal).ToList();
            var scanned = (await test.ScannedAsync<Card>($"{run}/")).TakeWhile(card => card.Id.StartsWith($"{run}/", StringComparison.Ordinal)).ToList();
            Assert.Equal(alive, scanned.Select(card => card.Id));
            Assert.All(scanned, card => Assert.Equal(_entries[card.Id], new Entry(card.Version, card.Points, card.ExpiresAt)));

            var expected = alive.OrderBy(id => _entries[id].Points).ThenBy(id => id, StringComparer.Ordinal).ToList();
            Assert.Equal(expected, await test.IdsAsync(Card.ByPoints.Where(run)));
            expected.Reverse();
            Assert.Equal(expected, await test.IdsAsync(Card.ByPoints.Where(run).Descending()));
        }

        private Entry? Alive(string id) => _entries.GetValueOrDefault(id) is { } entry && !(entry.ExpiresAt <= Now) ? entry : null;

        private sealed record Entry(long Version, long Points, DateTimeOffset? ExpiresAt);
    }
}
