namespace Vitrine.Catalogue.Text;

/// <summary>Layouts in which word vectors are published; all may also be compressed by gzip.</summary>
public enum WordVectorFormat
{
    /// <summary>Told from the file's first bytes.</summary>
    Detect,

    /// <summary>One line per word: the word, a blank, the values with blanks between them (Pennington et al., EMNLP 2014).</summary>
    GloVe,

    /// <summary>As <see cref="GloVe"/>, after a line "words dimensions" (word2vec, fastText).</summary>
    Word2VecText,

    /// <summary>A line "words dimensions"; then per word its bytes, a blank, little-endian float32 values, often a line end.</summary>
    Word2VecBinary,
}
