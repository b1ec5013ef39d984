#include "report/junit.h"

#include "observation/printable.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace wirewise::report {

using diagnosis::Verdict;

namespace {

/// XML 1.0 section 2.2 knows neither control characters nor U+FFFE and U+FFFF, not even escaped.
QString xmlText(const QString &text)
{
    QString result = observation::printable(text.toUtf8());
    for (const char16_t noncharacter : {char16_t(0xFFFE), char16_t(0xFFFF)})
        result.replace(QChar(noncharacter), QChar(QChar::ReplacementCharacter));
    return result;
}

QString secondsOf(observation::Duration duration)
{
    return QString::number(std::chrono::duration<double>(duration).count(), 'f', 3);
}

bool isFailure(const Outline &result)
{
    return !result.judgement.passes && result.verdict != Verdict::NotChecked;
}

/// The finding that keeps the run from passing; beside an earlier run the first that came.
const OutlinedFinding *objectionOf(const Outline &result)
{
    const Judgement &judgement = result.judgement;
    const QList<QByteArray> &ids = judgement.compared && !judgement.compared->came.isEmpty()
                                       ? judgement.compared->came
                                       : judgement.objections;
    const auto found = std::find_if(result.findings.begin(), result.findings.end(),
                                    [&ids](const OutlinedFinding &f) { return ids.contains(f.id); });
    return found == result.findings.end() ? nullptr : &*found;
}

void writeFailure(QXmlStreamWriter &xml, const Outline &result)
{
    const OutlinedFinding *objection = objectionOf(result);
    const bool primary = !objection || objection->id == result.findingId;
    xml.writeStartElement(QStringLiteral("failure"));
    xml.writeAttribute(QStringLiteral("type"),
                       QString::fromUtf8(objection ? objection->id : result.findingId));
    xml.writeAttribute(QStringLiteral("message"), xmlText(objection ? objection->title : result.summary));
    xml.writeCharacters(xmlText(primary ? result.explanation : objection->where));
    xml.writeEndElement();
}

void writeCase(QXmlStreamWriter &xml, const Outline &result)
{
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), QStringLiteral("wirewise"));
    xml.writeAttribute(QStringLiteral("name"), xmlText(nameOf(result)));
    xml.writeAttribute(QStringLiteral("time"), secondsOf(result.took));
    if (isFailure(result)) {
        writeFailure(xml, result);
    } else if (result.verdict == Verdict::NotChecked) {
        xml.writeStartElement(QStringLiteral("skipped"));
        xml.writeAttribute(QStringLiteral("message"), xmlText(result.summary));
        xml.writeEndElement();
    } else {
        xml.writeTextElement(QStringLiteral("system-out"),
                             QString(QString::fromUtf8(toString(result.verdict)) + QLatin1String(": ") +
                                     QString::fromUtf8(result.findingId) + QLatin1String(": ") +
                                     xmlText(result.summary)));
    }
    xml.writeEndElement();
}

} // namespace

QByteArray junitDocument(const QList<Outline> &results)
{
    const auto failures = std::count_if(results.begin(), results.end(), isFailure);
    const auto skipped = std::count_if(results.begin(), results.end(),
                                       [](const Outline &o) { return o.verdict == Verdict::NotChecked; });
    observation::Duration took{0};
    for (const Outline &result : results)
        took += result.took;

    QByteArray document;
    QXmlStreamWriter xml(&document);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), QStringLiteral("wirewise"));
    xml.writeAttribute(QStringLiteral("tests"), QString::number(results.size()));
    xml.writeAttribute(QStringLiteral("failures"), QString::number(failures));
    xml.writeAttribute(QStringLiteral("errors"), QStringLiteral("0"));
    xml.writeAttribute(QStringLiteral("skipped"), QString::number(skipped));
    xml.writeAttribute(QStringLiteral("time"), secondsOf(took));
    for (const Outline &result : results)
        writeCase(xml, result);
    xml.writeEndDocument();
    return document;
}

} // namespace wirewise::report
