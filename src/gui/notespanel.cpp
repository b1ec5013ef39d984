#include "gui/notespanel.h"

#include "ui_notespanel.h"

#include "gui/exchangetreemodel.h"
#include "gui/formlook.h"
#include "gui/outcomewords.h"
#include "gui/widgets/bannercontent.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/evidencelist.h"
#include "gui/widgets/proselabel.h"
#include "gui/widgets/theme.h"

#include <QHBoxLayout>

namespace wirewise::gui {

namespace {

Token tokenOf(HandshakeNote::Mark mark)
{
    return mark == HandshakeNote::Mark::Right   ? Token::Ok
           : mark == HandshakeNote::Mark::Wrong ? Token::Fail
                                                : Token::Text2;
}

QByteArray iconOf(HandshakeNote::Mark mark)
{
    return mark == HandshakeNote::Mark::Right ? "check" : mark == HandshakeNote::Mark::Wrong ? "x" : "info";
}

} // namespace

NotesPanel::NotesPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::NotesPanel>())
{
    m_ui->setupUi(this);
    applyLook(this);
    setMinimumWidth(200);
    m_ui->noteTitle->setTextStyle(TextStyle::BodyStrong);
    m_ui->notePlace->setTextStyle(TextStyle::Secondary);
    m_ui->notePlace->setToken(Token::Text2);
    m_ui->notesContent->setBackgroundRole(QPalette::Base);
    m_ui->notesContent->setAutoFillBackground(true);
}

NotesPanel::~NotesPanel() = default;

void NotesPanel::empty()
{
    while (QLayoutItem *item = m_ui->notesColumn->takeAt(0)) {
        if (QWidget *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
}

void NotesPanel::clear()
{
    empty();
    m_shownBytes.clear();
    m_ui->noteTitle->setText(tr("Nothing sent yet."));
    m_ui->notePlace->setText({});
}

void NotesPanel::show(const observation::Exchange &exchange, const diagnosis::Finding *finding)
{
    // Bytes only grow, and the request's head holds a key of its own: no need to compare megabytes.
    const QByteArray shown = exchange.name() + ' ' + exchange.sent.left(512) + ' ' +
                             QByteArray::number(exchange.received.size()) + (finding ? finding->id : "");
    if (shown == m_shownBytes)
        return;
    m_shownBytes = shown;
    empty();
    m_ui->noteTitle->setText(probeTitle(exchange.name()));
    m_ui->notePlace->setText(
        tr("%1 sent, %2 received").arg(byteCount(exchange.sent.size()), byteCount(exchange.received.size())));
    if (const auto proof = acceptProof(exchange))
        addProof(*proof);
    const QList<HandshakeNote> notes = notesOn(exchange, finding);
    if (!notes.isEmpty())
        m_ui->notesColumn->addWidget(new TextLabel(tr("Line by line"), TextStyle::BodyStrong, Token::Text1));
    for (const HandshakeNote &note : notes)
        addNote(note);
    if (notes.isEmpty()) {
        auto *label =
            new ProseLabel(Prose(exchange.received.isEmpty() ? tr("No byte of an answer came.")
                                                             : tr("Nothing to remark on this exchange."),
                                 TextStyle::Body, Token::Text2));
        m_ui->notesColumn->addWidget(label);
    }
    if (!exchange.detail.isEmpty())
        addFact(tr("The system says"), exchange.detail, false);
    addFact(tr("Took"), durationText(exchange.timing.total), false);
    m_ui->notesColumn->addStretch();
}

void NotesPanel::show(const observation::Message &message)
{
    m_shownBytes.clear();
    empty();
    m_ui->noteTitle->setText(messageTitle(message));
    m_ui->notePlace->setText(message.direction == wire::Direction::Sent ? tr("Sent by Wirewise")
                                                                        : tr("Received"));
    addFact(tr("After the 101"), durationText(message.at), false);
    addFact(tr("On the wire"),
            tr("%1 in %2")
                .arg(byteCount(message.wireSize),
                     message.frames == 1 ? tr("one frame") : tr("%n frame(s)", nullptr, message.frames)),
            false);
    m_ui->notesColumn->addStretch();
}

void NotesPanel::addNote(const HandshakeNote &note)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(8);
    auto *icon = new IconLabel(iconOf(note.mark), 14, tokenOf(note.mark));
    icon->setAccessibleName(note.mark == HandshakeNote::Mark::Right   ? tr("Right")
                            : note.mark == HandshakeNote::Mark::Wrong ? tr("Wrong")
                                                                      : tr("Note"));
    layout->addWidget(icon, 0, Qt::AlignTop);
    Prose prose;
    if (note.range.isEmpty())
        prose.add(note.line, TextStyle::Code, Token::Text1);
    else
        prose.addLink(note.line, QStringLiteral("bytes"), TextStyle::Code);
    prose.add(QStringLiteral("\n"), TextStyle::Secondary, Token::Text2);
    prose.add(Prose::fromCatalogue(note.text, TextStyle::Secondary, Token::Text2));
    if (!note.reference.isEmpty())
        prose.add(QString(QLatin1Char(' ') % note.reference), TextStyle::Secondary, Token::Text3);
    auto *label = new ProseLabel(prose);
    connect(label, &ProseLabel::linkActivated, this,
            [this, direction = note.direction, range = note.range] { Q_EMIT rangeChosen(direction, range); });
    layout->addWidget(label, 1);
    m_ui->notesColumn->addWidget(row);
}

void NotesPanel::addProof(const AcceptProof &proof)
{
    auto *head = new QWidget;
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const Token token = proof.isRight ? Token::Ok : Token::Fail;
    layout->addWidget(new IconLabel(proof.isRight ? "circle-check" : "octagon-x", 16, token));
    layout->addWidget(new TextLabel(proof.isRight ? tr("It is the right answer to this key")
                                                  : tr("It is not the answer to this key"),
                                    TextStyle::BodyStrong, token),
                      1);
    m_ui->notesColumn->addWidget(head);
    addFact(tr("Key sent"), proof.key, true);
    addFact(tr("Followed by the fixed GUID"), proof.joined, true);
    addFact(tr("SHA-1 of both"), proof.digest, true);
    addFact(tr("In base64"), proof.expected, true);
    if (!proof.isRight)
        addFact(tr("Received"), proof.received.isEmpty() ? tr("nothing") : proof.received, true);
}

void NotesPanel::addFact(const QString &name, const QString &value, bool isCode)
{
    Prose prose(QString(name % QLatin1Char('\n')), TextStyle::Secondary, Token::Text2);
    prose.add(value, isCode ? TextStyle::Code : TextStyle::Body, Token::Text1);
    m_ui->notesColumn->addWidget(new ProseLabel(prose));
}

} // namespace wirewise::gui
