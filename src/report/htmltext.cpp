#include "report/htmltext.h"

#include "report/textlayout.h"

namespace wirewise::report {

QByteArray htmlText(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = safeText(line).toHtmlEscaped();
    return lines.join(u'\n').toUtf8();
}

QByteArray htmlProse(const QString &text)
{
    QByteArray html;
    const QStringList parts = text.split(u'`');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        // A backtick without a partner is one.
        const bool code = i % 2 == 1 && i + 1 < parts.size();
        const QByteArray part = htmlText(parts.at(i));
        html += code ? htmlElement("code", "", part)
                     : QByteArray((i % 2 == 1 ? "`" : "") + QByteArray(part).replace('\n', "<br>"));
    }
    return html;
}

QByteArray htmlRuns(const QList<Run> &runs)
{
    QByteArray html;
    for (const Run &run : runs) {
        QByteArray text =
            run.removed > 0 ? htmlElement("span", "gone", htmlText(removalLabel(run)).replace(' ', "&nbsp;"))
                            : htmlText(run.text);
        html += run.evidence ? htmlElement("span", "proof", text) : text;
        for (const int number : run.proofs)
            html += htmlElement("span", "number", "&nbsp;" + QByteArray::number(number) + "&nbsp;");
    }
    return html;
}

QByteArray htmlElement(const char *tag, const char *cls, const QByteArray &content)
{
    const QByteArray attribute = *cls ? QByteArray(" class=\"" + QByteArray(cls) + '"') : QByteArray();
    return '<' + QByteArray(tag) + attribute + '>' + content + "</" + tag + '>';
}

} // namespace wirewise::report
