"""A value of compiled code that holds the words of all lanes: one wide register, or several narrower ones.

Loops over lanes would become vector instructions only where the compiler can prove that no two arrays overlap, which
it rarely can. With lanes as one value nothing has to be proved, and what is carried from word to word stays in
registers. Every operation is a single instruction of LLVM, which knows how to spell it on each machine.
"""
# ruff: noqa: ARG001 (Numba takes the names of the arguments from functions that only say the types)

import operator
from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic, models, overload, register_model

from lagezentrum.outlook.packed.words import LANES

_WORD = ir.IntType(64)
_VECTOR = ir.VectorType(_WORD, LANES)
_BYTES = LANES * 8


class _Lanes(types.Type):
    """The type of such a value."""

    def __init__(self) -> None:
        super().__init__(name=f"lanes{LANES}")


LANE_WORDS = _Lanes()


@register_model(_Lanes)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, fe_type: Any) -> None:
        super().__init__(manager, fe_type, _VECTOR)  # type: ignore[no-untyped-call]


def _holds_lanes(array: Any) -> bool:
    return isinstance(array, types.Array) and array.layout == "C" and array.dtype == types.uint64


def _address(context: Any, builder: Any, array_type: Any, array: Any, place: Any) -> Any:
    """Where the lanes of a place of a contiguous array of words begin; places count lanes."""
    data = context.make_array(array_type)(context, builder, array).data
    begin = builder.gep(builder.bitcast(data, _WORD.as_pointer()), [builder.mul(place, ir.Constant(_WORD, LANES))])
    return builder.bitcast(begin, _VECTOR.as_pointer())


def _known(builder: Any, name: str, taken: list[Any]) -> Any:
    """A function of LLVM itself that gives lanes."""
    return builder.module.declare_intrinsic(f"llvm.{name}.v{LANES}i64", (), ir.FunctionType(_VECTOR, taken))


def _splat(builder: Any, word: Any) -> Any:
    one = builder.insert_element(ir.Constant(_VECTOR, ir.Undefined), word, ir.Constant(ir.IntType(32), 0))
    zeros = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(one, ir.Constant(_VECTOR, ir.Undefined), zeros)


def _load(_context: Any, array: Any, place: Any) -> Any:
    """The lanes at a place of an array; arrays are contiguous, their last axis holds the lanes."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_address(context, builder, signature.args[0], *arguments), align=8)

    return (LANE_WORDS(array, types.int64), generate) if _holds_lanes(array) else None


def _store(_context: Any, array: Any, place: Any, lanes: Any) -> Any:
    """Put lanes at a place of an array."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store(arguments[2], _address(context, builder, signature.args[0], *arguments[:2]), align=8)
        return context.get_dummy_value()

    return (types.void(array, types.int64, LANE_WORDS), generate) if _holds_lanes(array) else None


def _spread(_context: Any, word: Any) -> Any:
    """One word in every lane."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return _splat(builder, arguments[0])

    return LANE_WORDS(types.uint64), generate


def _delayed(_context: Any, now: Any, before: Any, days: Any) -> Any:
    """A word of each lane some days (0 to 63) later; `before` is the word in front of it."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        shift = _known(builder, "fshl", [_VECTOR, _VECTOR, _VECTOR])
        return builder.call(shift, [arguments[0], arguments[1], _splat(builder, arguments[2])])

    return LANE_WORDS(LANE_WORDS, LANE_WORDS, types.uint64), generate


def _days_in(_context: Any, lanes: Any) -> Any:
    """Number of bits set in each lane."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.call(_known(builder, "ctpop", [_VECTOR]), arguments)

    return LANE_WORDS(LANE_WORDS), generate


def _days_before(_context: Any, lanes: Any) -> Any:
    """Number of zero bits below the lowest set bit of each lane; 64 for none."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        count = _known(builder, "cttz", [_VECTOR, ir.IntType(1)])
        return builder.call(count, [arguments[0], ir.Constant(ir.IntType(1), 0)])

    return LANE_WORDS(LANE_WORDS), generate


def _where_empty(_context: Any, tested: Any, one: Any, other: Any) -> Any:
    """In each lane `one` where `tested` has no bit set, else `other`."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        empty = builder.icmp_unsigned("==", arguments[0], ir.Constant(_VECTOR, [0] * LANES))
        return builder.select(empty, arguments[1], arguments[2])

    return LANE_WORDS(LANE_WORDS, LANE_WORDS, LANE_WORDS), generate


def _fetch(_context: Any, array: Any, place: Any) -> Any:
    """Have the memory at a place of a contiguous array of numbers brought near; nothing else."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        number = ir.IntType(32)
        address = builder.bitcast(builder.gep(data, [arguments[1]]), ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [address.type, number, number, number])
        fetching = builder.module.declare_intrinsic("llvm.prefetch.p0", (), kind)
        builder.call(fetching, [address, ir.Constant(number, 0), ir.Constant(number, 3), ir.Constant(number, 1)])
        return context.get_dummy_value()

    return (types.void(array, types.int64), generate) if array.layout == "C" else None


load: Any = intrinsic(_load)
fetch: Any = intrinsic(_fetch)
store: Any = intrinsic(_store)
spread: Any = intrinsic(_spread)
delayed: Any = intrinsic(_delayed)
days_in: Any = intrinsic(_days_in)
days_before: Any = intrinsic(_days_before)
where_empty: Any = intrinsic(_where_empty)


def _operation(name: str) -> Any:
    def typed(_context: Any, one: Any, other: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            return getattr(builder, name)(*arguments)

        return LANE_WORDS(LANE_WORDS, LANE_WORDS), generate

    return intrinsic(typed)


def _define(symbol: Any, name: str) -> None:
    operation = _operation(name)

    def done(one: Any, other: Any) -> Any:
        return operation(one, other)

    def chosen(one: Any, other: Any) -> Any:
        return done if isinstance(one, _Lanes) and isinstance(other, _Lanes) else None

    overload(symbol)(chosen)


for _symbol, _name in (
    (operator.and_, "and_"),
    (operator.or_, "or_"),
    (operator.xor, "xor"),
    (operator.add, "add"),
    (operator.sub, "sub"),
):
    _define(_symbol, _name)


def _inverted(_context: Any, lanes: Any) -> Any:
    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.not_(arguments[0])

    return LANE_WORDS(LANE_WORDS), generate


_not: Any = intrinsic(_inverted)


def _invert(lanes: Any) -> Any:
    return _not(lanes)


@overload(operator.invert)
def _inverse(lanes: Any) -> Any:
    return _invert if isinstance(lanes, _Lanes) else None


def aligned(shape: tuple[int, ...]) -> Any:
    """Room for words, at an address where no load of lanes crosses a cache line."""
    size = int(np.prod(shape)) * 8
    room = np.empty(size + _BYTES, np.uint8)
    skip = -room.ctypes.data % _BYTES
    return room[skip : skip + size].view(np.uint64).reshape(shape)
