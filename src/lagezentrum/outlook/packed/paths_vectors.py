"""Vector operations for courses in compiled code, on what stands at an address.

64 courses share a word, and `BLOCK` words are worked on at a time. Operations are written down as vectors, and not left
to be found by the compiler in loops over arrays that might overlap: a block of 32 words is four registers where they
are widest, and eight or sixteen elsewhere.
"""

from collections.abc import Callable
from functools import reduce
from typing import Any, Final

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

BLOCK: Final = 32
"""Words worked on at a time: 2,048 courses."""
BYTES: Final = 8 * BLOCK
"""Bytes of a block."""
AT_ONCE: Final = 16
"""Values compared by one instruction, where registers are widest."""
_WORDS = ir.VectorType(ir.IntType(64), BLOCK)


def _load(builder: Any, address: Any, kind: Any, align: int = 8) -> Any:
    return builder.load(builder.inttoptr(address, kind.as_pointer()), align=align)


def _splat(builder: Any, value: Any, count: int) -> Any:
    vector = ir.VectorType(value.type, count)
    one = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    places = ir.Constant(ir.VectorType(ir.IntType(32), count), [0] * count)
    return builder.shuffle_vector(one, ir.Constant(vector, ir.Undefined), places)


def _reaching(kind: Any, size: int) -> Any:
    """Whether each of 16 neighbouring values reaches a limit, as 16 bits at another address."""

    def declare(_context: Any, _out: Any, _values: Any, _limit: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            out, values, limit = arguments
            narrow = limit if kind == ir.DoubleType() else builder.fptrunc(limit, kind)
            found = _load(builder, values, ir.VectorType(kind, AT_ONCE), size)
            holds = builder.fcmp_ordered(">=", found, _splat(builder, narrow, AT_ONCE))
            bits = builder.bitcast(holds, ir.IntType(AT_ONCE))
            builder.store(bits, builder.inttoptr(out, bits.type.as_pointer()), align=2)
            return ir.Constant(ir.IntType(64), 0)

        return types.int64(types.int64, types.int64, types.float64), generate

    return intrinsic(declare)


def _missing(kind: Any, size: int) -> Any:
    """Which of 16 neighbouring values at two addresses are missing (in one of them, or both)."""

    def declare(_context: Any, _one: Any, _other: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            one, other = (_load(builder, where, ir.VectorType(kind, AT_ONCE), size) for where in arguments)
            bits = builder.bitcast(builder.fcmp_unordered("uno", one, other), ir.IntType(AT_ONCE))
            return builder.zext(bits, ir.IntType(64))

        return types.int64(types.int64, types.int64), generate

    return intrinsic(declare)


def _value(kind: Any, size: int) -> Any:
    """The value at an address."""

    def declare(_context: Any, _where: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            value = _load(builder, arguments[0], kind, size)
            return value if kind == ir.DoubleType() else builder.fpext(value, ir.DoubleType())

        return types.float64(types.int64), generate

    return intrinsic(declare)


def _declare_bits(_context: Any, _out: Any, _bits: Any, _kept: Any) -> Any:
    """Write 16 bits to an address; those set there already may be kept."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        where = builder.inttoptr(arguments[0], ir.IntType(AT_ONCE).as_pointer())
        bits = builder.trunc(arguments[1], ir.IntType(AT_ONCE))
        before = builder.select(arguments[2], builder.load(where, align=2), ir.Constant(bits.type, 0))
        builder.store(builder.or_(before, bits), where, align=2)
        return ir.Constant(ir.IntType(64), 0)

    return types.int64(types.int64, types.int64, types.boolean), generate


set_bits: Any = intrinsic(_declare_bits)
reaching_4, missing_4, value_4 = (make(ir.FloatType(), 4) for make in (_reaching, _missing, _value))
reaching_8, missing_8, value_8 = (make(ir.DoubleType(), 8) for make in (_reaching, _missing, _value))


def _on_blocks(reads: int, work: Callable[[Any, Any], Any]) -> Any:
    """An operation on blocks: `work` makes of those at the last `reads` addresses what is stored at the first ones."""

    def declare(_context: Any, addresses: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            where = [builder.extract_value(arguments[0], n) for n in range(len(addresses))]
            results = work(builder, [_load(builder, each, _WORDS) for each in where[len(where) - reads :]])
            for address, result in zip(where, results, strict=False):
                builder.store(result, builder.inttoptr(address, _WORDS.as_pointer()), align=8)
            return ir.Constant(ir.IntType(64), 0)

        return types.int64(addresses), generate

    return intrinsic(declare)


def _latch_work(builder: Any, blocks: Any) -> Any:
    raised, ready, up, down = blocks
    rise = builder.and_(builder.and_(builder.not_(raised), up), ready)
    lower = builder.and_(builder.and_(raised, down), ready)
    after = builder.and_(builder.or_(raised, rise), builder.not_(lower))
    return rise, lower, after, builder.and_(ready, builder.not_(builder.or_(rise, lower)))


without = _on_blocks(2, lambda b, blocks: (b.and_(blocks[0], b.not_(blocks[1])),))


def _joined(word: str) -> Callable[[Any, Any], Any]:
    return lambda builder, blocks: (reduce(getattr(builder, word), blocks),)


both, all_3, all_5 = (_on_blocks(count, _joined("and_")) for count in (2, 3, 5))
either, any_3, any_5 = (_on_blocks(count, _joined("or_")) for count in (2, 3, 5))
"""What all blocks have, or any of them; of two, three or five."""
or_without = _on_blocks(2, lambda b, blocks: (b.or_(blocks[0], b.not_(blocks[1])),))
differing = _on_blocks(3, lambda b, blocks: (b.or_(blocks[2], b.xor(blocks[0], blocks[1])),))
same = _on_blocks(1, lambda _, blocks: (blocks[0],))
other = _on_blocks(1, lambda b, blocks: (b.not_(blocks[0]),))
latch = _on_blocks(4, _latch_work)
"""(rise, lower, after, ready, [raised, ready, up, down])"""


def _declare_fill(_context: Any, _out: Any, _word: Any) -> Any:
    """The same word all over a block."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        builder.store(
            _splat(builder, arguments[1], BLOCK), builder.inttoptr(arguments[0], _WORDS.as_pointer()), align=8
        )
        return ir.Constant(ir.IntType(64), 0)

    return types.int64(types.int64, types.uint64), generate


def _built_in(builder: Any, name: str, result: Any) -> Any:
    kind = ir.FunctionType(result, [_WORDS])
    return cgutils.get_or_insert_function(builder.module, kind, name)  # type: ignore[no-untyped-call]


def _declare_count(_context: Any, _block: Any, _valid: Any) -> Any:
    """Number of bits set in a block, of those that stand for a course."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        block, valid = (_load(builder, where, _WORDS) for where in arguments)
        ones = _built_in(builder, f"llvm.ctpop.v{BLOCK}i64", _WORDS)
        add = _built_in(builder, f"llvm.vector.reduce.add.v{BLOCK}i64", ir.IntType(64))
        bits = builder.call(ones, [builder.and_(block, valid)])
        return builder.call(add, [bits])

    return types.int64(types.int64, types.int64), generate


fill: Any = intrinsic(_declare_fill)
count: Any = intrinsic(_declare_count)
