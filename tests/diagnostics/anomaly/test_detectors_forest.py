"""The isolation forest against what Liu, Ting & Zhou 2008 say of it."""

from __future__ import annotations

import numpy as np
import pytest

from diagnostics.anomaly.detectors.isolation_forest import IsolationForest, average_path_length


@pytest.mark.parametrize("rows", [2, 5, 40])
def test_average_path_length_is_that_of_random_binary_search_trees(rows):
    draws = np.random.default_rng(rows)

    depths = [_mean_leaf_depth(draws.permutation(rows - 1)) for _ in range(2000)]

    assert average_path_length(np.array([rows]))[0] == pytest.approx(np.mean(depths), rel=0.02)


def _mean_leaf_depth(keys):
    """Mean depth of the leaves of the search tree that ``keys`` make when put in one after the other."""
    depth_of_gap = {(-1, len(keys)): 0}
    for key in keys:
        (low, high), depth = next((gap, depth) for gap, depth in depth_of_gap.items() if gap[0] < key < gap[1])
        del depth_of_gap[low, high]
        depth_of_gap[low, key] = depth_of_gap[key, high] = depth + 1
    return sum(depth_of_gap.values()) / len(depth_of_gap)


def test_one_row_needs_no_cut():
    np.testing.assert_array_equal(average_path_length(np.array([0, 1, 2])), [0.0, 0.0, 1.0])


def test_the_middle_of_the_cloud_scores_below_a_half_and_the_outskirts_above():
    rows = np.random.default_rng(1).standard_normal((2000, 2))
    forest = IsolationForest().fit(rows)

    middle, outskirts = forest.score_samples(np.array([[0.0, 0.0], [4.0, 4.0]]))

    assert middle < 0.5 < 0.65 < outskirts < 1.0


def test_rows_between_two_healthy_states_are_unusual():
    draws = np.random.default_rng(2)
    rows = np.concatenate((draws.normal(-5.0, 0.5, (1000, 2)), draws.normal(5.0, 0.5, (1000, 2))))
    forest = IsolationForest().fit(rows)

    scores = forest.score_samples(np.array([[-5.0, -5.0], [5.0, 5.0], [0.0, 0.0], [-5.0, 5.0]]))

    assert scores[:2].max() < scores[2:].min()


def test_every_row_of_the_sample_of_a_full_tree_is_alone_at_its_leaf():
    rows = np.random.default_rng(3).standard_normal((4, 3))
    forest = IsolationForest(trees=20).fit(np.repeat(rows, 2, axis=0))

    scores = forest.score_samples(rows)

    assert np.isfinite(scores).all()
    assert (scores > 0.0).all()


def test_few_rows_make_a_smaller_sample_than_asked_for():
    forest = IsolationForest().fit(np.random.default_rng(4).standard_normal((30, 2)))

    assert forest.sample_ == 30


def test_another_seed_gives_another_forest_that_says_nearly_the_same():
    rows = np.random.default_rng(5).standard_normal((1000, 3))
    one, other = (IsolationForest(seed=seed).fit(rows).score_samples(rows) for seed in (0, 1))

    assert not np.array_equal(one, other)
    assert np.corrcoef(one, other)[0, 1] > 0.9
