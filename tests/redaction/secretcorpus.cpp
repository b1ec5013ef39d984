#include "redaction/secretcorpus.h"

namespace wirewise::tests {

namespace {

/// A word in base64 that says the value wherever it begins in a text: what stands around it changes only the
/// characters at its ends.
QByteArray base64At(qsizetype alignment, const QByteArray &secret)
{
    const QByteArray word = QByteArray(QByteArray(alignment, 'x') + secret).toBase64();
    const qsizetype from = alignment == 0 ? 0 : alignment + 1;
    const qsizetype whole = (alignment + secret.size()) / 3 * 4;
    return word.sliced(from, whole - from);
}

} // namespace

const QList<CorpusRow> &secretCorpus()
{
    static const QList<CorpusRow> rows = requestSecrets() + messageSecrets();
    return rows;
}

QByteArray told(const CorpusRow &row)
{
    return QByteArray(row.text).replace("{}", row.secret);
}

QList<WrittenForm> writtenForms(const QByteArray &secret)
{
    QByteArray json = secret;
    json.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    QByteArray allPercent;
    for (const char c : secret)
        allPercent += '%' + QByteArray(1, c).toHex().toUpper();
    return {{"raw", secret},
            {"percent-encoded", secret.toPercentEncoding()},
            {"percent-encoded wholly", allPercent},
            {"in JSON", json},
            {"in JSON with slashes", QByteArray(json).replace('/', "\\/")},
            {"in HTML", QString::fromUtf8(secret).toHtmlEscaped().toUtf8()},
            {"in hex", secret.toHex()},
            {"in base64", base64At(0, secret)},
            {"in base64, second", base64At(1, secret)},
            {"in base64, third", base64At(2, secret)}};
}

} // namespace wirewise::tests
