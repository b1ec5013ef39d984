#include "gui/explanationdialog.h"

#include "diagnosis/catalogue.h"
#include "diagnosis/stacks.h"
#include "gui/proofprose.h"
#include "gui/widgets/causelist.h"
#include "gui/widgets/ground.h"
#include "gui/widgets/proselabel.h"
#include "gui/widgets/snippetview.h"
#include "gui/widgets/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QVBoxLayout>

namespace wirewise::gui {

ExplanationDialog::ExplanationDialog(QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget)
    , m_content(new QWidget)
    , m_column(new QVBoxLayout(m_content))
{
    setObjectName(QStringLiteral("explanationDialog"));
    setWindowTitle(tr("Failure classes"));
    resize(900, 640);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_list->setObjectName(QStringLiteral("failureClassList"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(Theme::instance().scaled(260));
    m_list->setFont(Theme::instance().font(TextStyle::Code));
    for (const QByteArray &id : diagnosis::findingIds())
        m_list->addItem(QString::fromUtf8(id));
    row->addWidget(m_list);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    m_column->setContentsMargins(22, 18, 22, 18);
    m_column->setSpacing(8);
    scroll->setWidget(m_content);
    row->addWidget(scroll, 1);
    connect(m_list, &QListWidget::currentTextChanged, this, [this](const QString &id) { fill(id.toUtf8()); });
}

void ExplanationDialog::showFinding(const QByteArray &id)
{
    const QList<QListWidgetItem *> items = m_list->findItems(QString::fromUtf8(id), Qt::MatchExactly);
    if (!items.isEmpty())
        m_list->setCurrentItem(items.constFirst());
    else if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    show();
    raise();
    activateWindow();
}

void ExplanationDialog::fill(const QByteArray &id)
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (QWidget *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
    const auto explanation = diagnosis::explain(id);
    if (!explanation)
        return;
    const auto head = [this](const QString &text) {
        m_column->addSpacing(6);
        m_column->addWidget(new TextLabel(text, TextStyle::BodyStrong, Token::Text1));
    };
    const auto prose = [this](const QString &text) {
        m_column->addWidget(new ProseLabel(Prose::fromCatalogue(text, TextStyle::Body, Token::Text2)));
    };
    m_column->addWidget(new ProseLabel(Prose(explanation->title, TextStyle::Title, Token::Text1)));
    m_column->addWidget(new TextLabel(QString::fromUtf8(id), TextStyle::Code, Token::Text2));
    prose(explanation->meaning);
    if (!explanation->tellApart.isEmpty()) {
        head(tr("How to tell it apart"));
        prose(explanation->tellApart);
    }
    if (!explanation->causes.isEmpty()) {
        head(tr("Causes"));
        auto *causes = new CauseList;
        causes->setItems(causeItems(explanation->causes));
        m_column->addWidget(causes);
    }
    if (!explanation->proveIt.isEmpty()) {
        head(tr("See it yourself"));
        if (explanation->proveIt.contains(QLatin1String("HOST")))
            prose(tr("HOST, PORT and PATH are those of your address; for wss write https."));
        auto *commands = new SnippetView;
        commands->setMaximumLines(16);
        commands->setSnippet(explanation->proveIt);
        commands->setAccessibleName(tr("See it yourself"));
        m_column->addWidget(commands);
    }
    for (const diagnosis::Fix &fix : std::as_const(explanation->fixes)) {
        const QString stack = diagnosis::stackName(fix.stack);
        head(stack.isEmpty() || fix.stack == "general" ? tr("Fix") : tr("Fix for %1").arg(stack));
        prose(fix.text);
        if (!fix.snippet.isEmpty()) {
            auto *snippet = new SnippetView;
            snippet->setMaximumLines(16);
            snippet->setSnippet(fix.snippet);
            m_column->addWidget(snippet);
        }
        if (const Prose proof = proofProse(fix); !proof.isEmpty()) {
            auto *label = new ProseLabel(proof);
            label->setObjectName(QStringLiteral("proofText"));
            connect(label, &ProseLabel::linkActivated, this, &openDocumentation);
            m_column->addWidget(label);
        }
    }
    if (!explanation->references.isEmpty()) {
        head(tr("See also"));
        prose(explanation->references.join(QLatin1Char('\n')));
    }
    m_column->addStretch();
}

} // namespace wirewise::gui
