namespace Vitrine.Tensors;

/// <summary>a + b, a − b, a·b and a / b of tensors and of tensors with numbers; shapes broadcast as in NumPy.</summary>
public static class TensorArithmetic
{
    extension(Tensor)
    {
        public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

        public static Tensor operator -(Tensor a, Tensor b) => a.Subtract(b);

        public static Tensor operator *(Tensor a, Tensor b) => a.Multiply(b);

        public static Tensor operator /(Tensor a, Tensor b) => a.Divide(b);

        public static Tensor operator +(Tensor a, float b) => a.Scale(1, b);

        public static Tensor operator -(Tensor a, float b) => a.Scale(1, -b);

        public static Tensor operator -(float a, Tensor b) => b.Scale(-1, a);

        public static Tensor operator -(Tensor a) => a.Scale(-1);

        public static Tensor operator *(Tensor a, float b) => a.Scale(b);

        public static Tensor operator *(float a, Tensor b) => b.Scale(a);

        public static Tensor operator /(Tensor a, float b) => a.Scale(1 / b);
    }
}
