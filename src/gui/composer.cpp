#include "gui/composer.h"

#include "ui_composer.h"

#include "gui/composerhighlighter.h"
#include "gui/fragmentpanel.h"
#include "gui/repeatpanel.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/theme.h"
#include "observation/placeholders.h"
#include "wire/closecode.h"

#include <QApplication>
#include <QKeyEvent>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestHex = 64 * 1024; // bytes that are shown to be edited

} // namespace

Composer::Composer(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::Composer>())
    , m_repeatPanel(new RepeatPanel(this))
    , m_fragmentPanel(new FragmentPanel(this))
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("composer"));
    setGround(Token::Win);
    setLines(Qt::TopEdge);
    applyLook(this);
    m_ui->kindSwitch->setTexts({tr("Text"), tr("Binary"), tr("Ping"), tr("Close"), tr("Frame")});
    m_ui->kindSwitch->setCurrentIndex(0);
    m_ui->composerRemark->setTextStyle(TextStyle::Secondary);
    constexpr quint16 offered[] = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 3000, 4000};
    for (const quint16 code : offered)
        m_ui->closeCode->addItem(
            QString(QString::number(code) % QLatin1Char(' ') % QString::fromUtf8(wire::closeCodeName(code))));
    new ComposerHighlighter(m_ui->composerEdit->document());
    const auto follow = [this] {
        const int height = Theme::instance().scaled(78);
        m_ui->composerEdit->setFont(Theme::instance().font(TextStyle::Bytes));
        m_ui->editColumn->setFixedHeight(height);
        m_ui->closeRow->setFixedHeight(height);
        m_ui->frameEditor->setFixedHeight(height);
        m_ui->templateSide->setFixedWidth(Theme::instance().scaled(188));
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    connectParts();
    // Alt+1 … 9 take a template wherever the focus is, before the probes that have these keys elsewhere.
    qApp->installEventFilter(this);
    setOpen(false);
}

Composer::~Composer() = default;

void Composer::connectParts()
{
    connect(m_ui->composerEdit, &QPlainTextEdit::textChanged, this, &Composer::judge);
    connect(m_ui->closeReason, &QLineEdit::textChanged, this, &Composer::judge);
    connect(m_ui->closeCode, &QComboBox::editTextChanged, this, &Composer::judge);
    connect(m_ui->kindSwitch, &SegmentedControl::currentChanged, this, &Composer::judge);
    connect(m_ui->sendButton, &QPushButton::clicked, this, &Composer::send);
    connect(m_ui->templateList, &MessageTemplates::chosen, this, &Composer::useTemplate);
    connect(m_ui->templateList, &MessageTemplates::replaceRequested, this, &Composer::replaceTemplate);
    connect(m_ui->addTemplateButton, &QToolButton::clicked, this, &Composer::keepTemplate);
    connect(m_ui->fileButton, &QPushButton::clicked, this, &Composer::chooseFile);
    connect(m_ui->valuesButton, &QPushButton::clicked, this, [this] {
        m_asking = !m_asking;
        judge();
    });
    connect(m_ui->variableRow, &ValueFields::changed, this, &Composer::judge);
    connect(m_ui->frameEditor, &FrameEditor::changed, this, &Composer::judge);
    connect(m_ui->fragmentButton, &QPushButton::clicked, this,
            [this] { m_fragmentPanel->popUp(m_ui->fragmentButton); });
    connect(m_fragmentPanel, &FragmentPanel::changed, this, &Composer::judge);
    connect(m_ui->repeatButton, &QPushButton::clicked, this, [this] {
        if (isRepeating())
            stopRepeating();
        else
            askToRepeat();
    });
    connect(m_repeatPanel, &RepeatPanel::startRequested, this,
            [this] { startRepeating(m_repeatPanel->every(), m_repeatPanel->times()); });
    connect(&m_repeat, &MessageRepeat::moved, this, &Composer::showRepeat);
}

Composer::Kind Composer::kind() const
{
    return static_cast<Kind>(std::max(0, m_ui->kindSwitch->currentIndex()));
}

void Composer::setKind(Kind kind)
{
    m_ui->kindSwitch->setCurrentIndex(static_cast<int>(kind));
    judge();
}

void Composer::setOpen(bool open)
{
    m_open = open;
    if (!open)
        stopRepeating();
    judge();
}

void Composer::setDeflate(const std::optional<wire::DeflateAgreement> &deflate)
{
    if (m_typedContext.deflate == deflate)
        return;
    m_typedContext.deflate = deflate;
    judge();
}

void Composer::focusEdit()
{
    if (kind() == Kind::Frame)
        return m_ui->frameEditor->focusPayload();
    if (kind() == Kind::Close)
        m_ui->closeReason->setFocus(Qt::ShortcutFocusReason);
    else
        m_ui->composerEdit->setFocus(Qt::ShortcutFocusReason);
}

void Composer::focusTemplates()
{
    MessageTemplates *list = m_ui->templateList;
    if (list->currentRow() < 0)
        list->setCurrentRow(0);
    list->setFocus(Qt::ShortcutFocusReason);
}

void Composer::beginSession()
{
    stopRepeating();
    m_typedContext = {};
    m_ui->variableRow->forget();
    m_asking = false;
    judge();
}

void Composer::setSettings(QSettings *settings)
{
    m_ui->templateList->setSettings(settings);
}

void Composer::setDialect(wire::Dialect dialect)
{
    m_ui->templateList->setDialect(dialect);
}

void Composer::setText(const QString &text)
{
    QTextCursor cursor(m_ui->composerEdit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text); // can be undone
}

void Composer::useTemplate(int row)
{
    const QList<TemplateEntry> &entries = m_ui->templateList->entries();
    if (row < 0 || row >= entries.size())
        return;
    const TemplateEntry entry = entries.at(row);
    m_ui->templateList->setCurrentRow(row);
    dropFile();
    setText(entry.text);
    m_asking = false;
    setKind(entry.opcode == wire::Opcode::Binary ? Kind::Binary : Kind::Text);
    focusEdit();
}

std::optional<TemplateEntry> Composer::writtenTemplate()
{
    const QString text = m_ui->composerEdit->toPlainText();
    const bool isBinary = kind() == Kind::Binary;
    if (text.trimmed().isEmpty() || (kind() != Kind::Text && !isBinary) || m_file) {
        m_ui->composerRemark->setText(tr("Write a message first; it becomes the template."));
        return {};
    }
    return TemplateEntry{text.simplified().left(28), isBinary ? wire::Opcode::Binary : wire::Opcode::Text,
                         text, true};
}

void Composer::keepTemplate()
{
    const auto entry = writtenTemplate();
    if (entry && !m_ui->templateList->add(*entry))
        m_ui->composerRemark->setText(
            tr("A template has at most 256 KiB, and there are at most %1.").arg(MessageTemplates::MostOwn));
}

void Composer::replaceTemplate(int row)
{
    const auto entry = writtenTemplate();
    if (entry && !m_ui->templateList->replace(row, *entry))
        m_ui->composerRemark->setText(tr("A template has at most 256 KiB."));
}

void Composer::edit(const observation::Message &message)
{
    dropFile();
    if (message.frames == 0) { // as it was typed
        m_ui->frameEditor->setBytes(message.payload);
        setKind(Kind::Frame);
    } else if (message.opcode == wire::Opcode::Text) {
        setText(QString::fromUtf8(message.payload));
        setKind(Kind::Text);
    } else if (message.payload.size() <= LongestHex) {
        setText(QString::fromLatin1(message.payload.toHex(' ')));
        setKind(Kind::Binary);
    } else {
        m_file = message.payload;
        m_fileName = tr("Message %1").arg(message.number);
        setKind(Kind::Binary);
    }
    focusEdit();
}

ComposerVerdict Composer::judgeBinary() const
{
    ComposerVerdict verdict;
    if (!m_fileProblem.isEmpty()) {
        verdict = {m_fileProblem, Token::Fail, "circle-alert", false, {}, {}};
    } else if (m_file) {
        verdict.remark = tr("%1, %2").arg(m_fileName, byteCount(m_file->size()));
    } else {
        QList<QByteArray> missing;
        const QByteArray digits = filled(&missing);
        if (missing.isEmpty())
            return judgeHex(digits);
        verdict.remark = m_ui->variableRow->words(); // Send asks for the values
        verdict.canSend = !m_asking;
    }
    return verdict;
}

void Composer::markFault(std::optional<qsizetype> position)
{
    QList<QTextEdit::ExtraSelection> faults;
    if (position) {
        QTextEdit::ExtraSelection fault;
        fault.cursor = QTextCursor(m_ui->composerEdit->document());
        const int end = std::max(0, m_ui->composerEdit->document()->characterCount() - 1);
        const int at = std::min(static_cast<int>(*position), end);
        fault.cursor.setPosition(std::max(0, at == end ? at - 1 : at));
        fault.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        fault.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        fault.format.setUnderlineColor(colour(Token::Warn));
        faults.append(fault);
    }
    m_ui->composerEdit->setExtraSelections(faults);
}

void Composer::showVariables()
{
    const bool hasText = kind() != Kind::Close && kind() != Kind::Frame && !m_file;
    m_ui->variableRow->setNames(hasText
                                    ? observation::placeholdersIn(m_ui->composerEdit->toPlainText().toUtf8())
                                    : QList<QByteArray>());
    const bool hasNames = !m_ui->variableRow->names().isEmpty();
    m_ui->variableRow->setVisible(m_asking && hasNames);
    m_ui->valuesButton->setVisible(hasNames);
}

void Composer::showKind()
{
    const Kind what = kind();
    m_ui->editColumn->setVisible(what != Kind::Close && what != Kind::Frame);
    m_ui->closeRow->setVisible(what == Kind::Close);
    m_ui->frameEditor->setVisible(what == Kind::Frame);
    m_ui->fileButton->setVisible(what == Kind::Binary);
    m_ui->fileButton->setText(m_file ? tr("Without the File") : tr("File…"));
    m_ui->fragmentButton->setVisible(what == Kind::Text || what == Kind::Binary);
    m_ui->composerEdit->setEnabled(what != Kind::Binary || !m_file);
    m_ui->composerEdit->setPlaceholderText(what == Kind::Binary ? tr("Bytes as hex, for example 1a 45 df a3")
                                           : what == Kind::Ping ? tr("What the ping carries, or nothing")
                                                                : tr("Write a message"));
}

ComposerVerdict Composer::verdict() const
{
    switch (kind()) {
    case Kind::Text: {
        ComposerVerdict verdict = judgeText(m_ui->composerEdit->toPlainText(), filled());
        if (!m_ui->variableRow->names().isEmpty())
            verdict.remark = tr("%1 with %2").arg(verdict.remark, m_ui->variableRow->words());
        return verdict;
    }
    case Kind::Binary:
        return judgeBinary();
    case Kind::Ping:
        return judgePing(filled().size());
    case Kind::Close:
        return judgeClose(m_ui->closeCode->currentText(), m_ui->closeReason->text());
    case Kind::Frame:
        return judgeFrame(m_ui->frameEditor->bytes(), m_typedContext);
    }
    return {};
}

/// How many frames the message makes, or why it cannot be cut so.
void Composer::addFragments(ComposerVerdict &verdict) const
{
    m_ui->fragmentButton->setText(tr("Whole"));
    const auto message = verdict.canSend && m_fragmentPanel->cuts() ? outgoing() : std::nullopt;
    if (!message || (message->kind != Kind::Text && message->kind != Kind::Binary))
        return;
    const QString problem = m_fragmentPanel->problem(message->payload.size());
    const auto frames = static_cast<int>(message->cuts.size() + 1);
    m_ui->fragmentButton->setText(tr("%n frame(s)", nullptr, frames));
    if (problem.isEmpty())
        return;
    m_ui->fragmentButton->setText(tr("Frames"));
    verdict = {problem, Token::Fail, "circle-alert", false, verdict.faultAt, {}};
}

void Composer::judge()
{
    showVariables();
    showKind();
    ComposerVerdict said = verdict();
    addFragments(said);
    markFault(said.faultAt);
    m_ui->frameEditor->showRule(said.rule, said.token == Token::Warn);
    if (!m_open) {
        said = {};
        said.remark = tr("Not connected. Ctrl+Enter in the address connects.");
        said.canSend = false;
    }
    m_ui->remarkIcon->setVisible(said.icon != nullptr);
    if (said.icon)
        m_ui->remarkIcon->setSign(said.icon, 14, said.token);
    m_ui->composerRemark->setText(said.remark);
    m_ui->composerRemark->setToken(said.token == Token::Fail ? Token::Fail : Token::Text2);
    m_ui->sendButton->setEnabled(said.canSend);
    m_ui->repeatButton->setEnabled(isRepeating() || (said.canSend && kind() != Kind::Close));
}

bool Composer::takeKey(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || !isVisible() || widget->window() != window())
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isPress = event->type() == QEvent::KeyPress;
    if (key->modifiers() == Qt::AltModifier && key->key() >= Qt::Key_1 && key->key() <= Qt::Key_9) {
        event->accept();
        if (isPress)
            useTemplate(key->key() - Qt::Key_1);
        return true;
    }
    // Before the window's own Ctrl+Enter, which connects.
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter && key->modifiers().testFlag(Qt::ControlModifier) && isAncestorOf(widget)) {
        event->accept();
        if (isPress)
            send();
        return true;
    }
    return false;
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if ((event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) &&
        takeKey(watched, event))
        return true;
    return Band::eventFilter(watched, event);
}

} // namespace wirewise::gui
